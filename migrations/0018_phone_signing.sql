-- 0018_phone_signing.sql. The previous server can still run: yes.
create table phone_signing (
  id                 uuid not null,
  browser_sha256     bytea not null,
  service_key_sha256 bytea not null,
  offer              jsonb not null,
  begun_at           timestamptz not null,
  expires_at         timestamptz not null,
  opened_at          timestamptz,
  token_sha256       bytea,
  refusals           integer not null default 0,
  refusal            text,
  signatures         jsonb,
  signed_at          timestamptz,
  constraint pk$phone_signing primary key (id),
  constraint uniq$phone_signing_service_key unique (service_key_sha256),
  constraint check$phone_signing_browser check (octet_length(browser_sha256) = 32),
  constraint check$phone_signing_service_key check (octet_length(service_key_sha256) = 32),
  constraint check$phone_signing_offer check (jsonb_typeof(offer) = 'object' and pg_column_size(offer) < 65536),
  constraint check$phone_signing_times check (begun_at < expires_at),
  constraint check$phone_signing_opened check ((opened_at is null) = (token_sha256 is null) and octet_length(token_sha256) = 32),
  constraint check$phone_signing_refusals check (refusals >= 0 and (refusals = 0) = (refusal is null)),
  constraint check$phone_signing_signed check (
    (signed_at is null) = (signatures is null) and (signed_at is null or opened_at is not null)
    and jsonb_typeof(signatures) = 'array'
  )
);
comment on table phone_signing is 'Documents that wait to be signed on a telephone, for minutes. Rows are removed soon after they are over.';
comment on column phone_signing.browser_sha256 is 'Hash of what only the browser that began it has; no other browser gets the signatures.';
comment on column phone_signing.service_key_sha256 is 'Hash of the secret in the address of the QR code. The address opens once.';
comment on column phone_signing.token_sha256 is 'Hash of the token that the telephone got when it opened the address.';
comment on column phone_signing.offer is 'What is to be signed by whom, and the form that takes the signatures.';
comment on column phone_signing.refusal is 'What was wrong with the last signature that the telephone sent.';
create index idx$phone_signing_expires on phone_signing (expires_at);

grant select, insert, update, delete on phone_signing to qyzmet_app;
