-- 0021_inspection_acts.sql. The previous server can still run: yes.
create table inspection_report (
  document_id uuid not null,
  account_id  uuid not null,
  report      text not null,
  written_at  timestamptz not null,
  constraint pk$inspection_report primary key (document_id, written_at),
  constraint fk$inspection_report_document foreign key (document_id) references prepared_document (id),
  constraint fk$inspection_report_account foreign key (account_id) references account (id),
  constraint check$inspection_report_report check (char_length(report) between 1 and 4000)
);
comment on table inspection_report is
  'What an act of inspection says, as it was written before it was signed. The case takes the words in with the signature.';
comment on column inspection_report.written_at is 'Again when the same words are written again: the latest of a person is put before them to sign.';
create index idx$inspection_report_account on inspection_report (account_id);
grant select, insert on inspection_report to qyzmet_app;

-- What may be signed is listed in the program, which every purpose comes from.
alter table signature
  drop constraint check$signature_purpose,
  add constraint check$signature_purpose check (purpose ~ '^[a-z]+(-[a-z]+)*$');
