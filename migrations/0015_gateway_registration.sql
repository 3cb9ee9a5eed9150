-- 0015_gateway_registration.sql. The previous server can still run: yes.
create table gateway_registration (
  case_id        uuid not null,
  number         text not null,
  registered_at  timestamptz not null,
  provider_id    text not null,
  regulation     text not null,
  origin         text not null,
  correlation_id text,
  request_number text,
  requested_at   timestamptz,
  followed       integer not null default 0,
  told_state     text,
  told_at        timestamptz,
  believed_state text,
  compared_at    timestamptz,
  repairs        integer not null default 0,
  constraint pk$gateway_registration primary key (case_id),
  constraint fk$gateway_registration_provider foreign key (provider_id) references provider (id),
  constraint check$gateway_registration_origin check (origin in ('own', 'state-portal')),
  constraint check$gateway_registration_chain check (
    (origin = 'state-portal') = (correlation_id is not null and request_number is not null and requested_at is not null)
  ),
  constraint check$gateway_registration_told check ((told_state is null) = (told_at is null)),
  constraint check$gateway_registration_believed check (believed_state is null or compared_at is not null)
);
comment on table gateway_registration is 'Journal of the regional gateway workstation: every e-document that it took in, with its number and moment, and what the state portal was told of it since.';
comment on column gateway_registration.followed is 'Version of the case up to which its events were told.';
comment on column gateway_registration.told_state is 'The last state that was put into the outbox for the portal.';
comment on column gateway_registration.believed_state is 'The state that the portal named when it was last asked; null when it knew none.';
comment on column gateway_registration.repairs is 'How often the last state was sent again because the portal did not have it.';
create index idx$gateway_registration_provider on gateway_registration (provider_id, registered_at desc, case_id);
create index idx$gateway_registration_compared on gateway_registration (compared_at nulls first) where origin = 'state-portal';

grant select, insert, update on gateway_registration to qyzmet_app;
