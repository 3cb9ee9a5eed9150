-- 0002_people.sql. The previous server can still run: yes.
create extension if not exists btree_gist;

create table account (
  id                  uuid not null,
  kind                text not null,
  iin                 text not null,
  name                text,
  register_check      text not null,
  register_finding    text,
  next_check_at       timestamptz,
  check_attempts      integer not null default 0,
  identity_proven_at  timestamptz,
  locale              text not null,
  phone               text,
  email               text,
  password_hash       text not null,
  password_changed_at timestamptz not null,
  created_at          timestamptz not null,
  blocked_at          timestamptz,
  blocked_reason      text,
  constraint pk$account primary key (id),
  constraint uniq$account_iin unique (iin),
  constraint check$account_kind check (kind in ('citizen', 'staff')),
  constraint check$account_iin check (iin ~ '^[0-9]{12}$'),
  constraint check$account_locale check (locale in ('kk', 'ru', 'en')),
  constraint check$account_register_check check (register_check in ('pending', 'confirmed', 'refuted')),
  constraint check$account_name_when_confirmed check (register_check <> 'confirmed' or name is not null),
  constraint check$account_finding_when_refuted check ((register_check = 'refuted') = (register_finding is not null)),
  constraint check$account_next_check_when_pending check ((register_check = 'pending') = (next_check_at is not null)),
  constraint check$account_password_hash check (password_hash like '$argon2id$%'),
  constraint check$account_blocked check ((blocked_at is null) = (blocked_reason is null))
);
comment on table account is 'A person who can sign in: a citizen, or a member of staff. One account for one IIN.';
comment on column account.name is 'As the register of persons gave it; empty until it has answered.';
comment on column account.identity_proven_at is 'When the owner of the IIN proved it with a digital signature; a password alone proves nothing.';
create index idx$account_next_check on account (next_check_at) where register_check = 'pending';

create table session (
  id           uuid not null,
  token_sha256 bytea not null,
  account_id   uuid not null,
  csrf_secret  bytea not null,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,
  ended_at     timestamptz,
  ended_by     text,
  constraint pk$session primary key (id),
  constraint uniq$session_token unique (token_sha256),
  constraint fk$session_account foreign key (account_id) references account (id),
  constraint check$session_token check (octet_length(token_sha256) = 32),
  constraint check$session_csrf_secret check (octet_length(csrf_secret) = 32),
  constraint check$session_times check (created_at <= last_seen_at and created_at < expires_at),
  constraint check$session_ended_by check (ended_by in ('sign-out', 'new-sign-in', 'password-change', 'block')),
  constraint check$session_ended check ((ended_at is null) = (ended_by is null))
);
comment on table session is 'A signed-in browser. The token itself is only in its cookie.';
create index idx$session_account on session (account_id);
create index idx$session_expires on session (expires_at);

create table login_attempt (
  iin          text not null,
  wrong_count  integer not null,
  last_at      timestamptz not null,
  locked_until timestamptz,
  constraint pk$login_attempt primary key (iin),
  constraint check$login_attempt_iin check (iin ~ '^[0-9]{12}$'),
  constraint check$login_attempt_wrong_count check (wrong_count >= 0)
);
comment on table login_attempt is 'Wrong attempts since the last right one, for every IIN tried, with an account or without.';

create table sign_up (
  id             uuid not null,
  browser_sha256 bytea not null,
  iin            text not null,
  password_hash  text not null,
  locale         text not null,
  phone          text,
  outcome        text not null,
  name           text,
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  used_at        timestamptz,
  constraint pk$sign_up primary key (id),
  constraint check$sign_up_browser check (octet_length(browser_sha256) = 32),
  constraint check$sign_up_iin check (iin ~ '^[0-9]{12}$'),
  constraint check$sign_up_name check ((outcome = 'ordinary') = (name is not null))
);
comment on table sign_up is 'A sign-up begun and not yet confirmed by the person.';
create index idx$sign_up_expires on sign_up (expires_at);

create table password_change (
  id             uuid not null,
  browser_sha256 bytea not null,
  iin            text not null,
  password_hash  text not null,
  document       bytea not null,
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  used_at        timestamptz,
  constraint pk$password_change primary key (id),
  constraint check$password_change_browser check (octet_length(browser_sha256) = 32),
  constraint check$password_change_iin check (iin ~ '^[0-9]{12}$')
);
comment on table password_change is 'A new password that waits for the digital signature over its document.';
create index idx$password_change_expires on password_change (expires_at);

create table provider (
  id        text not null,
  title_kk  text not null,
  title_ru  text not null,
  title_en  text not null,
  time_zone text not null,
  constraint pk$provider primary key (id),
  constraint check$provider_id check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
comment on table provider is 'A body that provides services, whatever the regulation.';

create table staff_post (
  id          uuid not null,
  account_id  uuid not null,
  provider_id text not null,
  actor       text not null,
  from_on     date not null,
  until_on    date,
  constraint pk$staff_post primary key (id),
  constraint fk$staff_post_account foreign key (account_id) references account (id),
  constraint fk$staff_post_provider foreign key (provider_id) references provider (id),
  constraint check$staff_post_actor check (actor <> ''),
  constraint check$staff_post_days check (until_on > from_on),
  constraint excl$staff_post_overlap exclude using gist (
    account_id with =, provider_id with =, actor with =, daterange(from_on, until_on) with &&
  )
);
comment on table staff_post is 'Who holds which post. The actor is a word of the regulation file; membership of a commission is a post like any other.';
comment on column staff_post.until_on is 'First day on which the post is no longer held, in the zone of the provider.';
create index idx$staff_post_account on staff_post (account_id);
create index idx$staff_post_provider on staff_post (provider_id, actor);

create table substitution (
  id                    uuid not null,
  provider_id           text not null,
  absent_account_id     uuid not null,
  substitute_account_id uuid not null,
  from_on               date not null,
  until_on              date not null,
  reason                text not null,
  constraint pk$substitution primary key (id),
  constraint fk$substitution_provider foreign key (provider_id) references provider (id),
  constraint fk$substitution_absent foreign key (absent_account_id) references account (id),
  constraint fk$substitution_substitute foreign key (substitute_account_id) references account (id),
  constraint check$substitution_not_oneself check (absent_account_id <> substitute_account_id),
  constraint check$substitution_days check (until_on > from_on),
  constraint check$substitution_reason check (reason <> ''),
  constraint excl$substitution_overlap exclude using gist (
    provider_id with =, absent_account_id with =, daterange(from_on, until_on) with &&
  )
);
comment on table substitution is 'During these days the substitute acts in every post of the absent person at the provider.';
comment on column substitution.until_on is 'First day on which the absent person acts again, in the zone of the provider.';
create index idx$substitution_provider on substitution (provider_id);
create index idx$substitution_absent on substitution (absent_account_id);
create index idx$substitution_substitute on substitution (substitute_account_id);

-- Every post in force has exactly one hand: its holder or, while the holder is absent, the substitute. Not transitive.
create function post_hand(moment timestamptz)
returns table (provider_id text, actor text, holder_id uuid, hand_id uuid)
language sql stable
begin atomic
  select post.provider_id, post.actor, post.account_id, coalesce(substitution.substitute_account_id, post.account_id)
  from staff_post post
  join provider on provider.id = post.provider_id
  cross join lateral (select (moment at time zone provider.time_zone)::date as day) today
  left join substitution
    on substitution.provider_id = post.provider_id
    and substitution.absent_account_id = post.account_id
    and substitution.from_on <= today.day
    and substitution.until_on > today.day
  where post.from_on <= today.day and (post.until_on is null or post.until_on > today.day);
end;

create table read_audit (
  id          bigint generated always as identity,
  account_id  uuid,
  reader_name text not null,
  reader_kind text not null,
  provider_id text,
  actor       text,
  substitutes text,
  case_id     uuid not null,
  step        text,
  purpose     text not null,
  fields      text[] not null,
  read_at     timestamptz not null,
  constraint pk$read_audit primary key (id),
  constraint fk$read_audit_account foreign key (account_id) references account (id),
  constraint fk$read_audit_provider foreign key (provider_id) references provider (id),
  constraint check$read_audit_reader_kind check (reader_kind in ('applicant', 'staff', 'system')),
  constraint check$read_audit_purpose check (purpose <> '')
);
comment on table read_audit is 'Who looked at whose personal data, at which step and why. Rows are never changed.';
create index idx$read_audit_case on read_audit (case_id, read_at);
create index idx$read_audit_account on read_audit (account_id);
create index idx$read_audit_provider on read_audit (provider_id);

grant select, insert, update on account, session, login_attempt, sign_up, password_change to qyzmet_app;
grant delete on session, login_attempt, sign_up, password_change to qyzmet_app;
grant select, insert, update on provider, staff_post, substitution to qyzmet_app;
grant select, insert on read_audit to qyzmet_app;
