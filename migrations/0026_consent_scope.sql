-- 0026_consent_scope.sql. The previous server can still run: yes.
create index idx$register_consent_scope on register_consent (scope, iin);
