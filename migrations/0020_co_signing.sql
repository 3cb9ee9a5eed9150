-- 0020_co_signing.sql. The previous server can still run: yes.
create table co_signing (
  case_id        uuid not null,
  draft_id       uuid not null,
  account_id     uuid not null,
  applicant_iin  text not null,
  applicant_name text not null,
  edition_sha256 text not null,
  request_sha256 bytea not null,
  signed_in_at   timestamptz not null,
  signed_at      timestamptz not null,
  next_at        timestamptz not null,
  outcome        text,
  detail         text,
  settled_at     timestamptz,
  finished_at    timestamptz,
  constraint pk$co_signing primary key (case_id),
  constraint fk$co_signing_draft foreign key (draft_id) references application_draft (id) on delete cascade,
  constraint fk$co_signing_account foreign key (account_id) references account (id),
  constraint check$co_signing_edition check (edition_sha256 ~ '^[0-9a-f]{64}$'),
  constraint check$co_signing_request check (octet_length(request_sha256) = 32),
  constraint check$co_signing_outcome check (
    outcome in ('complete', 'withdrawn', 'declined', 'expired', 'refuted', 'failed')
  ),
  constraint check$co_signing_settled check (
    (outcome is null) = (settled_at is null) and (finished_at is null or settled_at is not null)
  )
);
comment on table co_signing is 'An application that its applicant has signed and that waits for the signatures of others, once for each time it was signed.';
comment on column co_signing.case_id is 'Id reserved for the case; that of the applicant''s signature too.';
comment on column co_signing.next_at is 'When it is looked at again: a signature to judge, somebody to remind, the end of the term.';
comment on column co_signing.outcome is 'Null while signatures are missing; after ''complete'' the case is opened, after any other the draft is open again.';
comment on column co_signing.detail is 'Why: a finding about the applicant''s signature, or a rejection.';
comment on column co_signing.finished_at is 'When all that follows from the outcome was done.';
create index idx$co_signing_draft on co_signing (draft_id, signed_at desc);
create index idx$co_signing_account on co_signing (account_id);
create index idx$co_signing_next on co_signing (next_at) where finished_at is null;

create table co_signer (
  case_id        uuid not null,
  iin            text not null,
  place          integer not null,
  entry          text not null,
  name           text,
  half_at        timestamptz not null,
  last_day_at    timestamptz not null,
  due_at         timestamptz not null,
  told           integer not null default 0,
  signature_id   uuid,
  signed_at      timestamptz,
  finding        text,
  declined_at    timestamptz,
  decline_reason text,
  is_applicant_told boolean not null default false,
  constraint pk$co_signer primary key (case_id, iin),
  constraint uniq$co_signer_place unique (case_id, place),
  constraint fk$co_signer_co_signing foreign key (case_id) references co_signing (case_id) on delete cascade,
  constraint check$co_signer_iin check (iin ~ '^[0-9]{12}$'),
  constraint check$co_signer_place check (place > 0),
  constraint check$co_signer_told check (told between 0 and 3),
  constraint check$co_signer_signed check (signed_at is null or signature_id is not null),
  constraint check$co_signer_declined check (
    (declined_at is null) = (decline_reason is null) and (declined_at is null or signature_id is null)
    and length(decline_reason) <= 1000
  )
);
comment on table co_signer is 'A person whose signature an application waits for, by the number that the form names.';
comment on column co_signer.entry is 'The entry of the standard that asks for the signature.';
comment on column co_signer.told is 'How often the person was told: asked, reminded at half of the term, reminded a day before its end.';
comment on column co_signer.signature_id is 'Handed in last; null again when it was refuted.';
comment on column co_signer.signed_at is 'When the signature was found valid.';
comment on column co_signer.finding is 'Why the signature handed in last was refuted.';
create index idx$co_signer_iin on co_signer (iin);

alter table signature
  drop constraint check$signature_purpose,
  add constraint check$signature_purpose check (
    purpose in ('request', 'co-signature', 'result', 'minutes', 'password')
  );

grant select, insert, update on co_signing, co_signer to qyzmet_app;
