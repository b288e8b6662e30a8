-- Volumes that came by upload, and what clients of other protocols keep here.

-- The files themselves lie on disk, in a folder named by the id, until expiry after the last use.
create table uploaded_volume (
  id             uuid primary key,
  study_uid      varchar(64) not null,
  series_uid     varchar(64) not null unique,
  name           varchar(200) unique,
  format         varchar(16) not null,
  sha256         varchar(64) not null,
  bytes          bigint not null,
  created_at     timestamptz not null,
  last_used_at   timestamptz not null,
  expiry_seconds bigint not null
);
create index uploaded_volume_content on uploaded_volume (sha256);

-- What AIAA and MONAI Label call a session: an image to click on.
create table client_session (
  id             uuid primary key,
  study_uid      varchar(64) not null,
  series_uid     varchar(64) not null,
  created_at     timestamptz not null,
  last_used_at   timestamptz not null,
  expiry_seconds bigint not null
);
create index client_session_series on client_session (series_uid);

-- Which annotation session holds the clicks of a client on an image with a model.
create table client_work (
  owner          varchar(120) not null,
  series_uid     varchar(64) not null,
  model          varchar(64) not null,
  session_id     uuid not null references annotation_session (id),
  last_used_at   timestamptz not null,
  primary key (owner, series_uid, model)
);

-- Labels of images: of a series in the PACS the stored result, of an upload a file in its folder.
create table client_label (
  image          varchar(200) not null,
  tag            varchar(64) not null,
  result_id      uuid references stored_result (id),
  file_name      varchar(80) not null,
  info           text not null,
  created_at     timestamptz not null,
  primary key (image, tag)
);
