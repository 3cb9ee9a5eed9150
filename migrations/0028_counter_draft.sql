-- 0028_counter_draft.sql. The previous server can still run: yes.
-- Papers taken in at a counter are filled in as an application is on the portal; what is different stands here.
create table counter_draft (
  draft_id    uuid not null,
  office_id   text not null,
  provider_id text not null,
  channel     text not null,
  iin         text not null,
  surname     text not null,
  given_name  text not null,
  patronymic  text not null,
  constraint pk$counter_draft primary key (draft_id),
  constraint fk$counter_draft_draft foreign key (draft_id) references application_draft (id) on delete cascade,
  constraint fk$counter_draft_office foreign key (office_id) references provider (id),
  constraint fk$counter_draft_provider foreign key (provider_id) references provider (id),
  constraint check$counter_draft_channel check (channel <> ''),
  constraint check$counter_draft_iin check (iin ~ '^[0-9]{12}$'),
  constraint check$counter_draft_names check (
    length(surname) <= 100 and length(given_name) <= 100 and length(patronymic) <= 100
  )
);
comment on table counter_draft is 'A draft that staff fill in for an applicant who has brought papers. Only the staff of the office see it.';
comment on column counter_draft.office_id is 'Where the papers are taken in: a service centre, or the provider itself.';
comment on column counter_draft.provider_id is 'The body that gives the service.';
comment on column counter_draft.surname is 'As in the identity document that was shown; empty until it is filled in.';
create index idx$counter_draft_office on counter_draft (office_id);
create index idx$counter_draft_provider on counter_draft (provider_id);
comment on table application_draft is 'An application that is being filled in. Nobody but its owner sees it, or the staff of the counter at which it is filled in; nothing is sent before it is signed or taken in.';

grant select, insert, update, delete on counter_draft to qyzmet_app;
