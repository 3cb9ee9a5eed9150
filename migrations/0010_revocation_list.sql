-- 0010_revocation_list.sql. The previous server can still run: yes.
create table revocation_list (
  sha256     bytea not null,
  bytes      bytea not null,
  fetched_at timestamptz not null default now(),
  constraint pk$revocation_list primary key (sha256),
  constraint check$revocation_list_sha256 check (octet_length(sha256) = 32 and sha256 = sha256(bytes))
);
comment on table revocation_list is 'Lists of revoked certificates on which verdicts rest, each kept once by its hash. Rows are never changed.';

grant select, insert on revocation_list to qyzmet_app;
