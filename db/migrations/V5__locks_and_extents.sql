-- A locked segment takes no change; a click may count in its own slice only.
alter table segment add column locked boolean not null default false;

alter table click add column extent varchar(8) not null default 'VOLUME'
  check (extent in ('VOLUME', 'SLICE'));
