-- 0005_signatures.sql. The previous server can still run: yes.
create table signature (
  id              uuid not null,
  purpose         text not null,
  case_id         uuid,
  step            text,
  account_id      uuid not null,
  expected_iin    text not null,
  document_sha256 text not null,
  cms             bytea not null,
  received_at     timestamptz not null,
  constraint pk$signature primary key (id),
  constraint check$signature_purpose check (purpose in ('request', 'result', 'minutes', 'password')),
  constraint check$signature_document check (document_sha256 ~ '^[0-9a-f]{64}$'),
  constraint check$signature_case check ((purpose = 'password') = (case_id is null)),
  constraint check$signature_cms_size check (octet_length(cms) between 1 and 131072)
);
comment on table signature is 'A signature as it was handed in, over bytes the server kept. Rows are never changed.';
create index idx$signature_case on signature (case_id);
create index idx$signature_account on signature (account_id);

create table signature_verdict (
  signature_id uuid not null,
  attempt      integer not null,
  verdict      text not null,
  reason       text,
  signer       jsonb,
  evidence     jsonb not null,
  ocsp_answer  bytea,
  time_stamp   bytea,
  certificates bytea[] not null,
  training     boolean not null,
  judged_at    timestamptz not null,
  recorded_at  timestamptz not null default now(),
  constraint pk$signature_verdict primary key (signature_id, attempt),
  constraint fk$signature_verdict_signature foreign key (signature_id) references signature (id),
  constraint check$signature_verdict_attempt check (attempt > 0),
  constraint check$signature_verdict_verdict check (verdict in ('VALID', 'INVALID', 'INDETERMINATE')),
  constraint check$signature_verdict_reason check ((verdict = 'VALID') = (reason is null))
);
comment on table signature_verdict is 'What became of a signature each time it was judged, with the evidence; the last attempt counts.';

grant select, insert on signature, signature_verdict to qyzmet_app;
