-- PACS beside the configured one, which is no row: how each is reached, what it is for, how much it bears.
create table pacs_connection (
  id                    uuid primary key,
  name                  varchar(32) not null unique,
  root                  varchar(500) not null,
  search_root           varchar(500),
  retrieve_root         varchar(500),
  store_root            varchar(500),
  role                  varchar(8) not null check (role in ('SOURCE', 'TARGET', 'BOTH')),
  dialect               varchar(8) not null check (dialect in ('GENERIC', 'ORTHANC', 'DCM4CHEE', 'AZURE')),
  authentication        varchar(24) not null check (authentication in ('NONE', 'BASIC', 'BEARER', 'CLIENT_CREDENTIALS')),
  username              varchar(200),
  token_url             varchar(500),
  client_id             varchar(200),
  scope                 varchar(500),
  trusted_certificates  text,
  client_certificate    text,
  parallel_calls        integer check (parallel_calls > 0),
  calls_a_minute        integer check (calls_a_minute > 0),
  quiet_from            varchar(5),
  quiet_to              varchar(5),
  zone                  varchar(64),
  enabled               boolean not null,
  revision              integer not null default 1,
  created_at            timestamptz not null,
  changed_at            timestamptz not null
);

-- Secrets, each sealed with a key of its own, which the master key of the installation seals.
create table connection_secret (
  connection_id  uuid not null references pacs_connection (id) on delete cascade,
  field          varchar(24) not null,
  key_id         varchar(16) not null,
  wrapped_key    varchar(200) not null,
  sealed         text not null,
  changed_at     timestamptz not null,
  changed_by     varchar(120) not null,
  primary key (connection_id, field)
);
create index connection_secret_key on connection_secret (key_id);

-- Where a series comes from and a result goes; null for the configured PACS.
alter table annotation_session add column connection_id uuid references pacs_connection (id);
alter table stored_result add column connection_id uuid references pacs_connection (id);
create index annotation_session_connection on annotation_session (connection_id) where connection_id is not null;
create index stored_result_connection on stored_result (connection_id) where connection_id is not null;

-- A role may hold for the studies of one PACS; of the configured one, where the id has zeros only.
alter table role_grant add column connection_id uuid;
alter table role_grant drop constraint role_grant_account_id_group_name_role_project_id_key;
alter table role_grant add constraint role_grant_once
  unique nulls not distinct (account_id, group_name, role, project_id, connection_id);
alter table role_grant add constraint role_grant_one_place check (project_id is null or connection_id is null);
create index role_grant_connection on role_grant (connection_id) where connection_id is not null;
