-- 0007_application_drafts.sql. The previous server can still run: yes.
create table application_draft (
  id             uuid not null,
  account_id     uuid not null,
  regulation     text not null,
  edition_sha256 text not null,
  locale         text not null,
  answers        jsonb not null default '{}',
  pages_done     text[] not null default '{}',
  submit_token   uuid not null,
  request_sha256 bytea,
  case_id        uuid,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  expires_at     timestamptz not null,
  submitted_at   timestamptz,
  constraint pk$application_draft primary key (id),
  constraint fk$application_draft_account foreign key (account_id) references account (id),
  constraint uniq$application_draft_submit_token unique (submit_token),
  constraint uniq$application_draft_case unique (case_id),
  constraint check$application_draft_edition check (edition_sha256 ~ '^[0-9a-f]{64}$'),
  constraint check$application_draft_locale check (locale in ('kk', 'ru', 'en')),
  constraint check$application_draft_answers check (jsonb_typeof(answers) = 'object' and pg_column_size(answers) < 262144),
  constraint check$application_draft_request check (octet_length(request_sha256) = 32),
  constraint check$application_draft_times check (created_at <= updated_at and updated_at < expires_at),
  constraint check$application_draft_submitted check (submitted_at is null or (case_id is not null and request_sha256 is not null))
);
comment on table application_draft is 'An application that is being filled in. Nobody but its owner sees it, and nothing is sent before it is signed.';
comment on column application_draft.pages_done is 'Pages of the form that were answered without a fault; all are checked again before signing.';
comment on column application_draft.submit_token is 'Stands in the signing form: the same form sent twice opens one case.';
comment on column application_draft.request_sha256 is 'The exact bytes last put before the applicant to sign.';
comment on column application_draft.case_id is 'Reserved when the signed application is first sent, so that sending again finds the same case.';
create index idx$application_draft_account on application_draft (account_id, updated_at desc);
create index idx$application_draft_expires on application_draft (expires_at) where submitted_at is null;

create table draft_attachment (
  id          uuid not null,
  draft_id    uuid not null,
  document_id text not null,
  sha256      bytea not null,
  file_name   text not null,
  media_type  text not null,
  size        integer not null,
  added_at    timestamptz not null,
  constraint pk$draft_attachment primary key (id),
  constraint fk$draft_attachment_draft foreign key (draft_id) references application_draft (id) on delete cascade,
  constraint fk$draft_attachment_blob foreign key (sha256) references blob (sha256),
  constraint check$draft_attachment_file_name check (length(file_name) between 1 and 255),
  constraint check$draft_attachment_size check (size > 0)
);
comment on table draft_attachment is 'A file given for one of the documents that the standard asks for.';
create index idx$draft_attachment_draft on draft_attachment (draft_id, added_at, id);
create index idx$draft_attachment_blob on draft_attachment (sha256);

grant select, insert, update, delete on application_draft, draft_attachment to qyzmet_app;
