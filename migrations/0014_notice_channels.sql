-- 0014_notice_channels.sql. The previous server can still run: no, it writes notices by the old key.
alter table notice drop constraint pk$notice;
alter table notice add constraint pk$notice primary key (case_id, version, account_id);

create table notice_address (
  account_id      uuid not null,
  channel         text not null,
  address         text,
  confirmed_at    timestamptz,
  pending_address text,
  code_sha256     bytea,
  code_expires_at timestamptz,
  code_tries      integer not null default 0,
  codes_sent      integer not null default 0,
  first_code_at   timestamptz not null,
  constraint pk$notice_address primary key (account_id, channel),
  constraint fk$notice_address_account foreign key (account_id) references account (id),
  constraint check$notice_address_channel check (channel in ('email', 'sms')),
  constraint check$notice_address_confirmed check ((address is null) = (confirmed_at is null)),
  constraint check$notice_address_code check (
    (pending_address is null) = (code_sha256 is null) and (code_sha256 is null) = (code_expires_at is null)
  ),
  constraint check$notice_address_digest check (octet_length(code_sha256) = 32)
);
comment on table notice_address is 'Where a person wants notices beside the cabinet; used only after a code that was sent there came back.';
grant select, insert, update, delete on notice_address to qyzmet_app;

create table notice_delivery (
  id           uuid not null,
  case_id      uuid not null,
  version      integer not null,
  account_id   uuid not null,
  code         text not null,
  parameters   json not null,
  channel      text not null,
  address      text not null,
  locale       text not null,
  status       text not null,
  attempts     integer not null default 0,
  text_sha256  bytea,
  message_id   text,
  detail       text,
  queued_at    timestamptz not null,
  sent_at      timestamptz,
  delivered_at timestamptz,
  failed_at    timestamptz,
  constraint pk$notice_delivery primary key (id),
  constraint uniq$notice_delivery_event unique (case_id, version, account_id, channel),
  constraint check$notice_delivery_channel check (channel in ('email', 'sms')),
  constraint check$notice_delivery_locale check (locale in ('kk', 'ru', 'en')),
  constraint check$notice_delivery_status check (
    status in ('queued', 'sending', 'sent', 'delivered', 'failed', 'unclear')
  ),
  constraint check$notice_delivery_sent check (
    status not in ('sent', 'delivered') or (sent_at is not null and text_sha256 is not null and message_id is not null)
  ),
  constraint check$notice_delivery_delivered check ((status = 'delivered') = (delivered_at is not null)),
  constraint check$notice_delivery_failed check ((status in ('failed', 'unclear')) = (failed_at is not null))
);
comment on table notice_delivery is 'A notice on its way to an address; one for an event, a person and a channel at the most.';
comment on column notice_delivery.detail is 'What whoever delivers it said last: codes, no words of the notice.';
create index idx$notice_delivery_sms on notice_delivery (sent_at) where status = 'sent' and channel = 'sms';
grant select, insert, update on notice_delivery to qyzmet_app;
