-- 0009_journal.sql. The previous server can still run: yes.
create sequence journal_number;
comment on sequence journal_number is 'Serial of entries in the journals of the provider''s office: in order, with gaps.';
grant usage on sequence journal_number to qyzmet_app;
