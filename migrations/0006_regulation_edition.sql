-- 0006_regulation_edition.sql. The previous server can still run: yes.

create table regulation_edition (
  number       integer generated always as identity,
  sha256       text not null,
  regulation   text not null,
  edition      text not null,
  from_on      date not null,
  until_on     date,
  main_file    text not null,
  files        json not null,
  published_at timestamptz not null,
  published_by text not null,
  constraint pk$regulation_edition primary key (number),
  constraint uniq$regulation_edition_sha256 unique (sha256),
  constraint check$regulation_edition_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint check$regulation_edition_period check (until_on > from_on)
);
comment on table regulation_edition is 'Published texts of regulations. A case runs under the row it was opened with for ever; rows are never changed.';
comment on column regulation_edition.files is 'Path to text of every file that the regulation is compiled from; sha256 covers exactly these and which of them is the main one.';
comment on column regulation_edition.until_on is 'First day on which the edition does not apply to new cases.';
create index idx$regulation_edition_current on regulation_edition (regulation, from_on);

alter table case_head
  add constraint fk$case_head_edition foreign key (edition_number) references regulation_edition (number);
create index idx$case_head_edition on case_head (edition_number);

grant select, insert on regulation_edition to qyzmet_app;
