-- 0011_provider_service.sql. The previous server can still run: yes.
create table provider_service (
  provider_id text not null,
  regulation  text not null,
  constraint pk$provider_service primary key (provider_id, regulation),
  constraint fk$provider_service_provider foreign key (provider_id) references provider (id),
  constraint check$provider_service_regulation check (regulation <> '')
);
comment on table provider_service is 'Which body gives which service; new cases of a regulation go to a body that gives it.';
create index idx$provider_service_regulation on provider_service (regulation, provider_id);

-- Until now every body of an installation gave every service.
insert into provider_service (provider_id, regulation)
select provider.id, published.regulation
from provider cross join (select distinct regulation from regulation_edition) published;

grant select, insert on provider_service to qyzmet_app;
