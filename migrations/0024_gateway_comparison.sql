-- 0024_gateway_comparison.sql. The previous server can still run: yes.
create table gateway_comparison (
  provider_id text not null,
  asked_at    timestamptz not null,
  asked_by    uuid not null,
  ended_at    timestamptz,
  compared    integer,
  repaired    integer,
  failure     text,
  constraint pk$gateway_comparison primary key (provider_id),
  constraint fk$gateway_comparison_provider foreign key (provider_id) references provider (id),
  constraint fk$gateway_comparison_asked_by foreign key (asked_by) references account (id),
  constraint check$gateway_comparison_ended check (
    (ended_at is not null) = (num_nulls(compared, failure) = 1) and (compared is null) = (repaired is null)
  )
);
comment on table gateway_comparison is 'The last time the staff of a provider had its applications compared with what the state portal believes.';
comment on column gateway_comparison.repaired is 'Of how many the portal believed otherwise and was told again.';
create index idx$gateway_comparison_asked_by on gateway_comparison (asked_by);

grant select, insert, update on gateway_comparison to qyzmet_app;
