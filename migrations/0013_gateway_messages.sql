-- 0013_gateway_messages.sql. The previous server can still run: yes.
create table message_out (
  id              uuid not null,
  position        bigint generated always as identity,
  key             text not null,
  chain           text not null,
  kind            text not null,
  road            text not null,
  service_id      text not null,
  message_type    text,
  correlation_id  text,
  route_id        text,
  provider_id     text,
  case_id         uuid,
  content         json,
  state           text not null default 'waiting',
  attempts        integer not null default 0,
  refusals        integer not null default 0,
  failure         text,
  queued_at       timestamptz not null,
  next_at         timestamptz not null,
  leased_until    timestamptz not null default '-infinity',
  sent_at         timestamptz,
  road_message_id text,
  transport       text,
  signature       text,
  request_bytes   bytea,
  answer_bytes    bytea,
  delivery        text,
  delivery_at     timestamptz,
  decided_by      uuid,
  decided_at      timestamptz,
  decision        text,
  constraint pk$message_out primary key (id),
  constraint uniq$message_out_key unique (key),
  constraint uniq$message_out_position unique (position),
  constraint fk$message_out_provider foreign key (provider_id) references provider (id),
  constraint fk$message_out_decided_by foreign key (decided_by) references account (id),
  constraint check$message_out_road check (road in ('sync', 'async')),
  constraint check$message_out_type check (
    (road = 'async') = (message_type is not null) and message_type in ('REQUEST', 'UPDATE', 'NOTIFICATION', 'RESPONSE')
  ),
  constraint check$message_out_state check (state in ('waiting', 'sent', 'set-aside', 'given-up')),
  constraint check$message_out_sent check ((state = 'sent') = (sent_at is not null)),
  constraint check$message_out_set_aside check (state <> 'set-aside' or failure is not null),
  constraint check$message_out_decided check ((decided_at is null) = (decision is null)),
  constraint check$message_out_given_up check (state <> 'given-up' or decision is not null),
  constraint check$message_out_transport check (transport in ('shep', 'xroad', 'simulator', 'manual')),
  constraint check$message_out_signature check (signature in ('valid', 'invalid', 'absent')),
  constraint check$message_out_delivery check (
    delivery in ('ON_DELIVERY', 'DELIVERED', 'NOT_DELIVERED', 'DELIVERY_STOPPED')
    and (delivery is null) = (delivery_at is null)
  )
);
comment on table message_out is 'Messages to other systems that nobody waits for: each is sent until it is taken, once. Those of one chain leave in the order of their positions.';
comment on column message_out.id is 'The same however often the message is sent, so that the other side can tell a repetition.';
comment on column message_out.key is 'What the message is about: nothing is told twice.';
comment on column message_out.content is 'What is told, before it is put into the words of the other side. Null after its time to be kept.';
comment on column message_out.refusals is 'How often the other side said no since a person last let it be tried; silence is not counted.';
comment on column message_out.road_message_id is 'Id that the road gave it.';
comment on column message_out.delivery is 'What the road last said of its delivery to the receiver.';
comment on column message_out.decision is 'Why a person let it be tried again or gave it up.';
create index idx$message_out_next on message_out (next_at) where state = 'waiting';
create index idx$message_out_open on message_out (chain, position) where state in ('waiting', 'set-aside');
create index idx$message_out_case on message_out (case_id, position) where case_id is not null;
create index idx$message_out_provider on message_out (provider_id, position) where provider_id is not null;
create index idx$message_out_road_message on message_out (road_message_id) where road_message_id is not null;
create index idx$message_out_decided_by on message_out (decided_by) where decided_by is not null;

create table message_in (
  id             uuid not null,
  position       bigint generated always as identity,
  message_id     text,
  correlation_id text,
  service_id     text not null,
  message_type   text not null,
  sender_id      text not null,
  message_at     timestamptz,
  received_at    timestamptz not null,
  transport      text not null,
  signature      text not null,
  content        json,
  content_sha256 bytea,
  bytes          bytea,
  state          text not null,
  attempts       integer not null default 0,
  faults         integer not null default 0,
  failure        text,
  next_at        timestamptz not null,
  leased_until   timestamptz not null default '-infinity',
  applied_at     timestamptz,
  provider_id    text,
  case_id        uuid,
  repeats        integer not null default 0,
  repeated_at    timestamptz,
  decided_by     uuid,
  decided_at     timestamptz,
  decision       text,
  constraint pk$message_in primary key (id),
  constraint uniq$message_in_position unique (position),
  constraint fk$message_in_provider foreign key (provider_id) references provider (id),
  constraint fk$message_in_decided_by foreign key (decided_by) references account (id),
  constraint check$message_in_transport check (transport in ('shep', 'xroad', 'simulator', 'manual')),
  constraint check$message_in_signature check (signature in ('valid', 'invalid', 'absent')),
  constraint check$message_in_state check (state in ('waiting', 'applied', 'set-aside', 'given-up', 'refused')),
  constraint check$message_in_known check (
    state = 'refused' or (message_id is not null and correlation_id is not null and message_at is not null)
  ),
  constraint check$message_in_applied check ((state = 'applied') = (applied_at is not null)),
  constraint check$message_in_failure check (state not in ('set-aside', 'refused') or failure is not null),
  constraint check$message_in_content_sha256 check (octet_length(content_sha256) = 32),
  constraint check$message_in_decided check ((decided_at is null) = (decision is null)),
  constraint check$message_in_given_up check (state <> 'given-up' or decision is not null)
);
comment on table message_in is 'Messages of other systems, byte for byte; each is taken once by its id and then applied, those of one chain in order. One that was refused is evidence only and keeps no id from being taken.';
comment on column message_in.content is 'What the seal covered, as it was read. Null after its time to be kept, like the bytes.';
comment on column message_in.faults is 'How often applying it failed by a fault since a person last let it be tried; waiting for others is not counted.';
comment on column message_in.repeats is 'How often the same message came again and was only acknowledged.';
create unique index uniq$message_in_message on message_in (message_id) where state <> 'refused';
create index idx$message_in_next on message_in (next_at) where state = 'waiting';
create index idx$message_in_open on message_in (correlation_id, position) where state in ('waiting', 'set-aside');
create index idx$message_in_case on message_in (case_id, position) where case_id is not null;
create index idx$message_in_provider on message_in (provider_id, position) where provider_id is not null;
create index idx$message_in_decided_by on message_in (decided_by) where decided_by is not null;

create table message_look (
  id          bigint generated always as identity,
  message_id  uuid not null,
  account_id  uuid not null,
  reader_name text not null,
  read_at     timestamptz not null,
  constraint pk$message_look primary key (id),
  constraint fk$message_look_account foreign key (account_id) references account (id)
);
comment on table message_look is 'Who opened the words of a message to or from another system. Rows are never changed.';
comment on column message_look.message_id is 'Id of a row of message_out or message_in.';
create index idx$message_look_message on message_look (message_id);
create index idx$message_look_account on message_look (account_id);

grant select, insert, update on message_out, message_in to qyzmet_app;
grant select, insert on message_look to qyzmet_app;
