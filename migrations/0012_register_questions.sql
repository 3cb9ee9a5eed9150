-- 0012_register_questions.sql. The previous server can still run: yes.
alter table register_answer add column question json;
alter table register_answer add column answer_data json;
alter table register_answer add column scan_sha256 bytea;
alter table register_answer add column reason text;
alter table register_answer add constraint check$register_answer_by_hand check (
  (transport is not distinct from 'manual') = (scan_sha256 is not null)
  and (scan_sha256 is null) = (reason is null)
  and (scan_sha256 is null or octet_length(scan_sha256) = 32)
);
comment on column register_answer.question is 'What was asked, so that the answer can be read again; null for answers of the first servers.';
comment on column register_answer.answer_data is 'The part of the answer that its signature covers, exactly as it was taken out; the value is read from it.';
comment on column register_answer.scan_sha256 is 'Of what somebody entered by hand: the paper it was read from.';
comment on column register_answer.reason is 'Why it was entered by hand.';
drop index idx$register_answer_subject;
create index idx$register_answer_subject on register_answer (register, subject, purpose, answered_at desc);

create table register_question (
  register        text not null,
  idempotency_key text not null,
  message_id      uuid not null,
  asked_until     timestamptz not null,
  constraint pk$register_question primary key (register, idempotency_key)
);
comment on table register_question is 'Questions being put: one server puts a question at a time, and again under the same id of the message.';
comment on column register_question.asked_until is 'Until then whoever took the question waits for its answer; later another may put it again.';

create table register_consent (
  id            uuid not null,
  service       text not null,
  iin           text not null,
  scope         text not null,
  state         text not null,
  token         text,
  public_key    text,
  asked_at      timestamptz not null,
  answered_at   timestamptz,
  valid_until   timestamptz,
  transport     text,
  request_bytes bytea,
  answer_bytes  bytea,
  constraint pk$register_consent primary key (id),
  constraint check$register_consent_iin check (iin ~ '^[0-9]{12}$'),
  constraint check$register_consent_state check (state in ('waiting', 'granted', 'refused', 'expired')),
  constraint check$register_consent_granted check (
    (state = 'granted') = (token is not null) and (token is null) = (public_key is null)
    and (token is null) = (valid_until is null)
  ),
  constraint check$register_consent_times check (asked_at <= answered_at and answered_at <= valid_until)
);
comment on table register_consent is 'Leave that people were asked to give before a register is asked about them.';
comment on column register_consent.scope is 'What the consent serves: a case, an account, or one question.';
create unique index uniq$register_consent_open on register_consent (service, iin, scope) where state <> 'expired';

create table register_circuit (
  service      text not null,
  failures     integer not null,
  last_key     text not null,
  last_detail  text not null,
  silent_at timestamptz not null,
  next_try_at  timestamptz,
  constraint pk$register_circuit primary key (service),
  constraint check$register_circuit_failures check (failures > 0)
);
comment on table register_circuit is 'Services that are silent, for all servers; one that answers has no row.';
comment on column register_circuit.last_key is 'The question that failed last: one question that fails again and again does not make its service silent.';
comment on column register_circuit.next_try_at is 'Null while questions are still put; then nobody asks before this moment, and one question goes ahead of the others.';

grant select, insert, update on register_question to qyzmet_app;
grant select, insert, update on register_consent to qyzmet_app;
grant select, insert, update, delete on register_circuit to qyzmet_app;
