-- 0003_register_answers.sql. The previous server can still run: yes.
create table register_answer (
  id              uuid not null,
  register        text not null,
  idempotency_key text not null,
  subject         text not null,
  case_id         uuid,
  account_id      uuid,
  purpose         text not null,
  legal_basis     text not null,
  officer         text not null,
  outcome         text not null,
  detail          text,
  retryable       boolean,
  transport       text,
  service         text,
  message_id      text,
  signature       text,
  request_bytes   bytea,
  answer_bytes    bytea,
  asked_at        timestamptz not null,
  answered_at     timestamptz not null,
  constraint pk$register_answer primary key (id),
  constraint fk$register_answer_account foreign key (account_id) references account (id),
  constraint check$register_answer_purpose check (purpose <> '' and legal_basis <> '' and officer <> ''),
  constraint check$register_answer_outcome check (outcome in ('found', 'not-found', 'pending', 'refused', 'no-answer')),
  constraint check$register_answer_transport check (transport in ('shep', 'xroad', 'simulator', 'manual')),
  constraint check$register_answer_signature check (signature in ('valid', 'invalid', 'absent')),
  constraint check$register_answer_evidence check (
    outcome not in ('found', 'not-found')
    or (transport is not null and message_id is not null and request_bytes is not null and answer_bytes is not null)
  ),
  constraint check$register_answer_retryable check ((outcome = 'no-answer') = (retryable is not null)),
  constraint check$register_answer_times check (asked_at <= answered_at)
);
comment on table register_answer is 'Every question to a state register and what came back, byte for byte. Rows are never changed.';
comment on column register_answer.subject is 'Whom the question was about: an IIN or a BIN.';
comment on column register_answer.transport is 'How the answer came; one from the simulator can never pass for a real one.';
create unique index uniq$register_answer_conclusive on register_answer (register, idempotency_key)
  where outcome in ('found', 'not-found', 'refused');
create index idx$register_answer_subject on register_answer (register, subject, answered_at desc);
create index idx$register_answer_case on register_answer (case_id) where case_id is not null;
create index idx$register_answer_account on register_answer (account_id) where account_id is not null;

alter table account add column register_answer_id uuid;
alter table account add constraint fk$account_register_answer
  foreign key (register_answer_id) references register_answer (id);
create index idx$account_register_answer on account (register_answer_id) where register_answer_id is not null;

alter table sign_up add column register_answer_id uuid;
alter table sign_up add constraint fk$sign_up_register_answer
  foreign key (register_answer_id) references register_answer (id);
create index idx$sign_up_register_answer on sign_up (register_answer_id) where register_answer_id is not null;

grant select, insert on register_answer to qyzmet_app;
