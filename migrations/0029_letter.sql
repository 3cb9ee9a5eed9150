-- 0029_letter.sql. The previous server can still run: yes.
alter table message_in add column route_id text;
comment on column message_in.route_id is 'Whose message it is, where one service has several addressees; null for one that names none, and before this was kept.';

create table letter (
  id                uuid not null,
  provider_id       text not null,
  correlation_id    text not null,
  activity_id       text not null,
  sender_system     text not null,
  href              text not null,
  content_sha256    bytea not null,
  kind              text not null,
  sender            text not null,
  number            text not null,
  dated_on          date not null,
  document_kind     text,
  language          text not null,
  description       text not null,
  author            jsonb not null,
  signer            jsonb not null,
  contact           text,
  phone             text,
  due_on            date,
  sheets            integer,
  appendices        integer,
  cms               bytea,
  received_at       timestamptz not null,
  state             text not null default 'arrived',
  registered_number text,
  registered_on     date,
  case_id           uuid,
  executor_id       uuid,
  constraint pk$letter primary key (id),
  constraint fk$letter_provider foreign key (provider_id) references provider (id),
  constraint fk$letter_executor foreign key (executor_id) references account (id),
  constraint check$letter_kind check (kind in ('docOutgoing', 'docOL')),
  constraint check$letter_language check (language in ('kk', 'ru')),
  constraint check$letter_content check (octet_length(content_sha256) = 32),
  constraint check$letter_cms check (octet_length(cms) between 1 and 131072),
  constraint check$letter_state check (state in ('arrived', 'registered', 'executing', 'finished', 'refused')),
  constraint check$letter_registered check (
    (registered_number is null) = (registered_on is null)
    and (registered_number is null) = (state in ('arrived', 'refused'))
  ),
  constraint check$letter_case check (case_id is null or registered_number is not null),
  constraint check$letter_executor check (executor_id is null or state in ('executing', 'finished'))
);
comment on table letter is 'Documents that other bodies sent to a provider by E-akimat.';
comment on column letter.id is 'Id of the message of message_in that brought it.';
comment on column letter.correlation_id is 'Chain of the gateway in which the sender last sent it, and hears of it.';
comment on column letter.activity_id is 'Exchange in which the sender last sent it; what is said of it names the exchange.';
comment on column letter.href is 'The sender''s own id of it; empty when it gave none.';
comment on column letter.content_sha256 is 'Of all it says but exchange and moment of sending: what comes again in another message is the same letter.';
comment on column letter.contact is 'Who answers for it at the sender.';
comment on column letter.due_on is 'Last day by which the sender wants it carried out, as it last said.';
comment on column letter.cms is 'The signature that came with it, over its first file.';
comment on column letter.case_id is 'The case of the provider that it is about.';
create unique index uniq$letter_content on letter (provider_id, content_sha256) where state <> 'refused';
create index idx$letter_exchange on letter (href, activity_id);
create index idx$letter_executor on letter (executor_id) where executor_id is not null;
create index idx$letter_case on letter (case_id) where case_id is not null;

create table letter_file (
  letter_id    uuid not null,
  place        integer not null,
  file_id      text not null,
  state        text not null default 'waiting',
  sha256       bytea,
  media_type   text,
  size         integer,
  failure      text,
  attempts     integer not null default 0,
  misses       integer not null default 0,
  next_at      timestamptz,
  leased_until timestamptz not null default '-infinity',
  constraint pk$letter_file primary key (letter_id, place),
  constraint fk$letter_file_letter foreign key (letter_id) references letter (id),
  constraint fk$letter_file_blob foreign key (sha256) references blob (sha256),
  constraint check$letter_file_place check (place > 0),
  constraint check$letter_file_state check (state in ('waiting', 'kept', 'gone', 'unfit')),
  constraint check$letter_file_kept check (
    (state = 'kept') = (sha256 is not null) and (state = 'kept') = (media_type is not null)
    and (state = 'kept') = (size is not null)
  ),
  constraint check$letter_file_waiting check (state <> 'waiting' or next_at is not null),
  constraint check$letter_file_failure check (state not in ('gone', 'unfit') or failure is not null)
);
comment on table letter_file is 'Files of a letter in the order of the sender; fetched from the temporary storage until they are kept, gone there or of no kind that is kept.';
comment on column letter_file.misses is 'How often the storage said that it does not have it.';
comment on column letter_file.next_at is 'When there is something to do for it: to fetch it, or to judge the signature over it. Null when all is done.';
create index idx$letter_file_next on letter_file (next_at) where next_at is not null;
create index idx$letter_file_blob on letter_file (sha256) where sha256 is not null;

create table letter_verdict (
  letter_id    uuid not null,
  verdict      text not null,
  reason       text,
  signer       jsonb,
  evidence     jsonb not null,
  ocsp_answer  bytea,
  time_stamp   bytea,
  certificates bytea[] not null,
  training     boolean not null,
  judged_at    timestamptz not null,
  constraint pk$letter_verdict primary key (letter_id),
  constraint fk$letter_verdict_letter foreign key (letter_id) references letter (id),
  constraint check$letter_verdict_verdict check (verdict in ('VALID', 'INVALID', 'INDETERMINATE')),
  constraint check$letter_verdict_reason check ((verdict = 'VALID') = (reason is null))
);
comment on table letter_verdict is 'What the signature of a letter is worth, with the evidence. One that is not final gives way to the next.';

create table letter_step (
  id          uuid not null,
  letter_id   uuid not null,
  step        text not null,
  account_id  uuid,
  name        text,
  said_on     date,
  words       text,
  happened_at timestamptz not null,
  constraint pk$letter_step primary key (id),
  constraint fk$letter_step_letter foreign key (letter_id) references letter (id),
  constraint fk$letter_step_account foreign key (account_id) references account (id),
  constraint check$letter_step_step check (
    step in ('registered', 'refused', 'executing', 'finished', 'prolonged', 'controlled', 'released', 'wrong')
  ),
  constraint check$letter_step_ours check (
    (account_id is not null) = (step in ('registered', 'refused', 'executing', 'finished'))
    and (account_id is null) = (name is null)
  )
);
comment on table letter_step is 'What was done with a letter and by whom, and what its sender said of it later. Rows are never changed.';
comment on column letter_step.id is 'Of a word of the sender: id of its message.';
comment on column letter_step.words is 'Reason, executor or result as written; of the sender, its own words.';
create unique index uniq$letter_step_ours on letter_step (letter_id, step) where account_id is not null;
create index idx$letter_step_letter on letter_step (letter_id);
create index idx$letter_step_account on letter_step (account_id) where account_id is not null;

comment on column message_look.message_id is 'Id of a row of message_out or message_in; of a letter, that of the message that brought it.';

grant select, insert, update on letter, letter_file, letter_verdict to qyzmet_app;
grant select, insert on letter_step to qyzmet_app;
