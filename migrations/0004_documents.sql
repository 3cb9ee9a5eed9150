-- 0004_documents.sql. The previous server can still run: yes.
create table blob (
  sha256     bytea not null,
  media_type text not null,
  size       integer not null,
  bytes      bytea not null,
  stored_at  timestamptz not null default now(),
  constraint pk$blob primary key (sha256),
  constraint check$blob_sha256 check (sha256 = sha256(bytes)),
  constraint check$blob_size check (size = octet_length(bytes) and size between 1 and 10485760),
  constraint check$blob_media_type check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$')
);
-- Photographs and PDF do not shrink; without compression a byte range is read without reading the rest.
alter table blob alter column bytes set storage external;
comment on table blob is 'Files kept by their hash: attachments and documents. Rows are never changed; the same bytes are kept once.';
comment on column blob.media_type is 'As the file was when it came first; an attachment names its own.';

create table prepared_document (
  id               uuid not null,
  case_id          uuid not null,
  kind             text not null,
  locale           text not null,
  basis            text not null,
  code             text not null,
  number           text not null,
  dated_on         date not null,
  title            jsonb not null,
  provider         jsonb not null,
  applicant_masked text not null,
  training         boolean not null,
  pdf_sha256       bytea not null,
  prepared_at      timestamptz not null,
  constraint pk$prepared_document primary key (id),
  constraint uniq$prepared_document_code unique (code),
  constraint uniq$prepared_document_basis unique (case_id, kind, basis),
  constraint uniq$prepared_document_pdf unique (pdf_sha256),
  constraint fk$prepared_document_blob foreign key (pdf_sha256) references blob (sha256),
  constraint check$prepared_document_kind check (kind ~ '^[a-z]+$'),
  constraint check$prepared_document_locale check (locale in ('kk', 'ru')),
  constraint check$prepared_document_code check (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  constraint check$prepared_document_title check (title ?& array['kk', 'ru', 'en']),
  constraint check$prepared_document_provider check (provider ?& array['kk', 'ru', 'en'])
);
create index idx$prepared_document_case on prepared_document (case_id, prepared_at);
comment on table prepared_document is
  'A document whose exact bytes are fixed and may be put before somebody to sign. It means nothing until it is issued.';
comment on column prepared_document.basis is
  'What of the case the document rests on, such as a draft or a conclusion. On one basis there is one document.';
comment on column prepared_document.code is 'Printed on the document for the public check; 80 random bits.';
comment on column prepared_document.applicant_masked is 'First letters of the name; the public check shows no more of the person.';

create table issued_document (
  document_id uuid not null,
  issued_at   timestamptz not null,
  supersedes  uuid,
  constraint pk$issued_document primary key (document_id),
  constraint fk$issued_document_prepared foreign key (document_id) references prepared_document (id),
  constraint fk$issued_document_supersedes foreign key (supersedes) references issued_document (document_id),
  constraint uniq$issued_document_supersedes unique (supersedes),
  constraint check$issued_document_supersedes check (supersedes <> document_id)
);
comment on table issued_document is
  'A document in force from this moment. It is superseded when another row names it; that is derived, never stored.';

create table document_signature (
  document_id  uuid not null,
  signature_id uuid not null,
  constraint pk$document_signature primary key (document_id, signature_id),
  constraint uniq$document_signature_signature unique (signature_id),
  constraint fk$document_signature_document foreign key (document_id) references issued_document (document_id)
);
comment on table document_signature is
  'Signatures over the exact bytes of an issued document: one for a result, one of each member for minutes, none for a receipt.';

grant select, insert on blob, prepared_document, issued_document, document_signature to qyzmet_app;
