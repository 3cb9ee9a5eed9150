-- 0016_certificate_roles.sql. The previous server can still run: yes.
alter table provider
  add column bin text,
  add constraint check$provider_bin check (bin ~ '^[0-9]{12}$');
comment on column provider.bin is 'Business identification number that certificates of its authorised people name; null until it is entered.';
grant update (bin) on provider to qyzmet_app;

alter table signature
  add column expected_bin text,
  add column expected_roles text[],
  add constraint check$signature_expected_bin check (expected_bin ~ '^[0-9]{12}$'),
  add constraint check$signature_expected_roles check (cardinality(expected_roles) > 0);
comment on column signature.expected_bin is 'The organisation that the certificate must name; null when any of the person''s own will do.';
comment on column signature.expected_roles is 'What the certificate must entitle to, one of these; null when nothing is asked.';
