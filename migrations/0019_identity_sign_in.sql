-- 0019_identity_sign_in.sql. The previous server can still run: yes.
create table identity_sign_in (
  id             uuid not null,
  provider       text not null,
  state_sha256   bytea not null,
  browser_sha256 bytea not null,
  nonce          text not null,
  code_verifier  text not null,
  locale         text not null,
  return_path    text,
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  returned_at    timestamptz,
  account_id     uuid,
  answered_at    timestamptz,
  constraint pk$identity_sign_in primary key (id),
  constraint uniq$identity_sign_in_state unique (state_sha256),
  constraint fk$identity_sign_in_account foreign key (account_id) references account (id),
  constraint check$identity_sign_in_state check (octet_length(state_sha256) = 32),
  constraint check$identity_sign_in_browser check (octet_length(browser_sha256) = 32),
  constraint check$identity_sign_in_locale check (locale in ('kk', 'ru', 'en')),
  constraint check$identity_sign_in_order check (
    (account_id is null or returned_at is not null) and (answered_at is null or account_id is not null)
  )
);
comment on table identity_sign_in is 'A sign-in that goes through another provider of identity, from leaving to coming back.';
comment on column identity_sign_in.account_id is 'An account that was there before its owner proved the IIN; the owner is asked whether they made it.';
create index idx$identity_sign_in_account on identity_sign_in (account_id) where account_id is not null;
create index idx$identity_sign_in_expires on identity_sign_in (expires_at);

alter table sign_up add column identity_proven_at timestamptz;
comment on column sign_up.identity_proven_at is 'When another provider of identity vouched for the owner of the IIN; nobody knows the password then.';

grant select, insert, update, delete on identity_sign_in to qyzmet_app;
