-- 0027_stored_file.sql. The previous server can still run: yes.
create table gateway_file (
  key       text not null,
  file_id   text not null,
  stored_at timestamptz not null,
  constraint pk$gateway_file primary key (key),
  constraint check$gateway_file_id check (file_id <> '')
);
comment on table gateway_file is 'Files left in the temporary storage of the state gateway: a message that is sent again names the same file, so that the other side knows it again.';
comment on column gateway_file.key is 'What the file was left for: the id of a message.';
create index idx$gateway_file_stored on gateway_file (stored_at);
grant select, insert, update, delete on gateway_file to qyzmet_app;
