-- 0023_esedo.sql. The previous server can still run: yes.
create table esedo_provider (
  provider_id text not null,
  route_id    text not null,
  constraint pk$esedo_provider primary key (provider_id),
  constraint fk$esedo_provider_provider foreign key (provider_id) references provider (id),
  constraint check$esedo_provider_route check (route_id ~ '^R_[A-Za-z0-9_-]{1,60}$')
);
comment on table esedo_provider is 'Providers that keep their documents in E-akimat, and under which route its messages reach it.';

create table esedo_document (
  id                uuid not null,
  provider_id       text not null,
  case_id           uuid not null,
  source            text not null,
  kind              text not null,
  number            text not null,
  dated_on          date not null,
  exchange          uuid not null,
  former_exchanges  uuid[] not null default '{}',
  state             text not null default 'waiting',
  state_at          timestamptz,
  registered_number text,
  registered_on     date,
  reason            text,
  filed_at          timestamptz not null,
  repeated_at       timestamptz,
  repeated_by       uuid,
  constraint pk$esedo_document primary key (id),
  constraint uniq$esedo_document_source unique (case_id, source),
  constraint uniq$esedo_document_exchange unique (exchange),
  constraint fk$esedo_document_provider foreign key (provider_id) references provider (id),
  constraint fk$esedo_document_exchange foreign key (exchange) references message_out (id),
  constraint fk$esedo_document_repeated_by foreign key (repeated_by) references account (id),
  constraint check$esedo_document_state check (
    state in ('waiting', 'delivered', 'registered', 'executing', 'finished', 'refused')
    and (state = 'waiting') = (state_at is null)
  ),
  constraint check$esedo_document_registered check (
    (registered_number is null) = (registered_on is null)
    and (state <> 'registered' or registered_number is not null)
  ),
  constraint check$esedo_document_reason check ((state = 'refused') = (reason is not null)),
  constraint check$esedo_document_repeated check ((repeated_at is null) = (repeated_by is null))
);
comment on table esedo_document is 'Applications and results that are registered in E-akimat, with what it last said of each.';
comment on column esedo_document.source is 'What is registered: application, or the id of an issued document.';
comment on column esedo_document.number is 'Our own number of the document, as dated_on is our date of it.';
comment on column esedo_document.exchange is 'The message in which it was last sent. What E-akimat says of it names the exchange.';
comment on column esedo_document.former_exchanges is 'Messages in which it was sent before: a refusal of one of them is not of now.';
comment on column esedo_document.state is 'Follows from the rows of esedo_state, whatever their order of coming.';
create index idx$esedo_document_provider on esedo_document (provider_id, case_id);
create index idx$esedo_document_repeated_by on esedo_document (repeated_by) where repeated_by is not null;

create table esedo_state (
  id          uuid not null,
  document_id uuid not null,
  exchange    text not null,
  state       text not null,
  number      text,
  said_on     date,
  words       text,
  said_at     timestamptz not null,
  received_at timestamptz not null,
  constraint pk$esedo_state primary key (id),
  constraint fk$esedo_state_document foreign key (document_id) references esedo_document (id),
  constraint check$esedo_state_registered check (state <> 'stateRegistered' or (number is not null and said_on is not null))
);
comment on table esedo_state is 'What E-akimat said of documents, word by word. Rows are never changed.';
comment on column esedo_state.id is 'Id of the message: of message_in, or of message_out where the answer to it already said so.';
comment on column esedo_state.words is 'Reason, executor or result in the words of the other side.';
create index idx$esedo_state_document on esedo_state (document_id);

grant select, insert on esedo_provider, esedo_state to qyzmet_app;
grant select, insert, update on esedo_document to qyzmet_app;
