-- 0001_event_log.sql. The previous server can still run: yes (there is none).

create table event (
  position       bigint generated always as identity,
  stream_id      uuid not null,
  version        integer not null,
  type           text not null,
  provider_id    text not null,
  edition_number integer not null,
  data           json not null,
  hash           bytea not null,
  command_key    text,
  recorded_at    timestamptz not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  -- Followers read in this order; positions come from the identity alone.
  constraint pk$event primary key (transaction_id, position),
  constraint uniq$event_stream_version unique (stream_id, version),
  constraint check$event_version check (version > 0),
  constraint check$event_hash check (octet_length(hash) = 32)
);
comment on table event is 'What happened, in order. Rows are never changed.';
comment on column event.data is 'Canonical JSON. The type is json, not jsonb: it keeps the bytes that the hash covers.';
comment on column event.hash is 'SHA-256 over the hash of the version before and the bytes of the data; before the first stands the SHA-256 of the stream id.';
comment on column event.command_key is 'Key of the command that wrote this and the following events, on the first of them: a repeated submit finds its answer here.';

create table case_head (
  case_id              uuid not null,
  provider_id          text not null,
  regulation           text not null,
  edition_number       integer not null,
  channel              text not null,
  category             text not null,
  training             boolean not null,
  applicant_account_id text not null,
  applicant_iin        text not null,
  applicant_name       text not null,
  number               text,
  step                 text,
  actor                text,
  assignee_id          text not null default '',
  closes               text,
  opened_at            timestamptz not null,
  accepted_at          timestamptz,
  closed_at            timestamptz,
  version              integer not null,
  head_hash            bytea not null,
  constraint pk$case_head primary key (case_id),
  constraint check$case_head_closed check ((closes is null) = (closed_at is null)),
  constraint check$case_head_step check ((step is null) = (actor is null)),
  constraint check$case_head_open_has_step check ((step is null) = (closes is not null))
) with (fillfactor = 45);
comment on table case_head is 'Projection: one row a case, as its last event left it. Its version is what a new event is checked against. Pages are left half empty, so that a step changes no index.';
comment on column case_head.assignee_id is 'Account that answers for the open step; empty when any holder of the actor may take it.';
create index idx$case_head_applicant on case_head (applicant_account_id, opened_at desc, case_id);
create index idx$case_head_iin on case_head (applicant_iin);
create index idx$case_head_provider on case_head (provider_id, opened_at desc, case_id);
create index idx$case_head_number on case_head (number text_pattern_ops) where number is not null;

create table inbox (
  case_id        uuid not null,
  office_id      text not null,
  actor          text not null,
  assignee_id    text not null default '',
  step           text not null,
  opened_at      timestamptz not null,
  due_at         timestamptz not null default 'infinity',
  due_on         date not null default 'infinity',
  acted_by       text[] not null default '{}',
  next_at        timestamptz,
  leased_until   timestamptz not null default '-infinity',
  reserved_by    text,
  reserved_until timestamptz,
  constraint pk$inbox primary key (case_id),
  constraint fk$inbox_case foreign key (case_id) references case_head (case_id),
  constraint check$inbox_reserved check ((reserved_by is null) = (reserved_until is null))
) with (fillfactor = 60);
comment on table inbox is 'Projection: the open task of each open case, and when time next does something to the case. due_at and due_on are a cache for ordering; the ledger is the truth.';
comment on column inbox.office_id is 'Provider, or office of the service centre, whose people do the task.';
comment on column inbox.due_at is 'First instant at which the term has run out; infinity when the act states no limit.';
comment on column inbox.due_on is 'Last day of the term in the zone of the provider.';
comment on column inbox.acted_by is 'Accounts that have done their share of a task of many, such as members who voted.';
comment on column inbox.next_at is 'When a share of a term has passed, a term has run out, or the step takes its outcome by itself; null: never.';
comment on column inbox.leased_until is 'Until then one server is doing what time demands; a server that died lets go by itself.';
comment on column inbox.reserved_by is 'Who was offered the task by "take next"; not a truth, only keeps two people from the same task.';
create index idx$inbox_order on inbox (office_id, assignee_id, actor, due_at, case_id);
create index idx$inbox_next on inbox (next_at) where next_at is not null;

create table inbox_count (
  office_id   text not null,
  assignee_id text not null,
  actor       text not null,
  due_on      date not null,
  slot        smallint not null,
  open        integer not null,
  constraint pk$inbox_count primary key (office_id, assignee_id, actor, due_on, slot)
) with (fillfactor = 60);
comment on table inbox_count is 'Projection: how many tasks of the inbox end on a day. Read as the sum over slots; each connection adds to a slot of its own, so that writers hardly wait for one another.';

create table outbox (
  id      bigint generated always as identity,
  task    text not null,
  payload json not null,
  constraint pk$outbox primary key (id)
);
comment on table outbox is 'Work that follows from events, written with them; handed to the job queue as soon as it is there, and then removed.';

create table follower (
  name           text not null,
  transaction_id xid8 not null,
  position       bigint not null,
  constraint pk$follower primary key (name)
);
comment on table follower is 'How far each follower of the event log has read: all events up to this transaction and position.';

create sequence request_number;
comment on sequence request_number is 'Numbers of accepted requests: in order, with gaps.';

grant select, insert on event to qyzmet_app;
grant select, insert, update, delete on case_head, inbox, inbox_count, outbox, follower to qyzmet_app;
grant usage on sequence request_number to qyzmet_app;

-- The job queue: its tables come from graphile-worker's own migrations and keep row security without a policy.
grant usage on schema graphile_worker to qyzmet_app;
grant select on graphile_worker.migrations to qyzmet_app;
grant select, insert, update, delete on graphile_worker._private_jobs, graphile_worker._private_job_queues,
  graphile_worker._private_tasks, graphile_worker._private_known_crontabs to qyzmet_app;
grant select on graphile_worker.jobs to qyzmet_app;
grant usage on all sequences in schema graphile_worker to qyzmet_app;
create policy application on graphile_worker._private_jobs to qyzmet_app using (true) with check (true);
create policy application on graphile_worker._private_job_queues to qyzmet_app using (true) with check (true);
create policy application on graphile_worker._private_tasks to qyzmet_app using (true) with check (true);
create policy application on graphile_worker._private_known_crontabs to qyzmet_app using (true) with check (true);
