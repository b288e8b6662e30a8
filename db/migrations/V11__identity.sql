-- Who may call: people and programs, what each may do and where, how they sign in.
create table account (
  id             uuid primary key,
  name           varchar(64) not null unique,
  display_name   varchar(120) not null,
  kind           varchar(8) not null check (kind in ('PERSON', 'PROGRAM')),
  issuer         varchar(300),
  subject        varchar(255),
  password_hash  varchar(200),
  locked         boolean not null default false,
  revision       integer not null default 1,
  created_at     timestamptz not null,
  signed_in_at   timestamptz,
  unique (issuer, subject)
);

-- A named set of studies.
create table project (
  id          uuid primary key,
  name        varchar(64) not null unique,
  revision    integer not null default 1,
  created_at  timestamptz not null
);
create table project_study (
  project_id  uuid not null references project (id),
  study_uid   varchar(64) not null,
  primary key (project_id, study_uid)
);
create index project_study_uid on project_study (study_uid);

-- A role of an account, or of everybody in a group of the site's identity provider; without a project, for all studies.
create table role_grant (
  id          uuid primary key,
  account_id  uuid references account (id) on delete cascade,
  group_name  varchar(200),
  role        varchar(16) not null check (role in ('VIEWER', 'ANNOTATOR', 'REVIEWER', 'OPERATOR', 'ADMIN', 'SERVICE', 'AUDITOR')),
  project_id  uuid references project (id),
  check ((account_id is null) <> (group_name is null)),
  unique nulls not distinct (account_id, group_name, role, project_id)
);
create index role_grant_group on role_grant (group_name) where group_name is not null;

-- Only hashes: what lies here opens nothing.
create table sign_in (
  token_hash  varchar(64) primary key,
  account_id  uuid not null references account (id) on delete cascade,
  created_at  timestamptz not null,
  used_at     timestamptz not null,
  address     varchar(64) not null
);
create index sign_in_account on sign_in (account_id);
create index sign_in_used on sign_in (used_at);

-- A link that signs its owner in once, in another browser.
create table sign_in_link (
  code_hash   varchar(64) primary key,
  account_id  uuid not null references account (id) on delete cascade,
  expires_at  timestamptz not null
);

create table api_key (
  id            varchar(12) primary key,
  secret_hash   varchar(64) not null,
  account_id    uuid not null references account (id) on delete cascade,
  name          varchar(64) not null,
  roles         varchar(120) not null,
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  revoked_at    timestamptz,
  used_at       timestamptz
);
create index api_key_account on api_key (account_id);

-- Failed attempts to sign in, by account and address: shared by all replicas.
create table sign_in_failure (
  subject    varchar(160) primary key,
  failures   integer not null,
  failed_at  timestamptz not null
);

-- The code with which the first admin is made.
create table setup_code (
  only_one   boolean primary key default true check (only_one),
  code_hash  varchar(64) not null
);

alter table audit_event
  add column actor_id    uuid,
  add column actor_kind  varchar(12) not null default 'SERVICE',
  add column roles       varchar(120) not null default '',
  add column address     varchar(64) not null default '',
  add column request_id  varchar(64) not null default '',
  add column object_type varchar(24) not null default '',
  add column object_id   varchar(120) not null default '',
  add column outcome     varchar(8) not null default 'DONE' check (outcome in ('DONE', 'REFUSED')),
  add column detail      varchar(2000) not null default '';

-- Who opened, clicked, stored.
alter table annotation_session add column created_by uuid, add column created_by_name varchar(120) not null default '';
alter table click add column created_by uuid;
alter table stored_result add column created_by uuid, add column created_by_name varchar(120) not null default '';

-- For the console.
create index click_created on click (created_at);
create index annotation_session_open on annotation_session (created_at) where state <> 'CLOSED';
