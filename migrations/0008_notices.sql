-- 0008_notices.sql. The previous server can still run: yes.
create table notice (
  case_id    uuid not null,
  version    integer not null,
  account_id uuid not null,
  code       text not null,
  written_at timestamptz not null,
  seen_at    timestamptz,
  constraint pk$notice primary key (case_id, version),
  constraint check$notice_code check (code ~ '^[a-z-]+$')
);
comment on table notice is 'News of a case for its applicant in the personal cabinet; one for an event at the most.';
create index idx$notice_unseen on notice (account_id) where seen_at is null;
grant select, insert, update (seen_at) on notice to qyzmet_app;
