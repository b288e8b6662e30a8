-- What a project says about the work on its studies. A project without a row asks for nothing.
create table project_settings (
  project_id      uuid primary key references project (id) on delete cascade,
  model_id        varchar(64),
  review          varchar(16) not null check (review in ('NONE', 'BEFORE_SENDING', 'AFTER_SENDING', 'SAMPLE')),
  sample_percent  integer not null check (sample_percent between 1 and 100),
  four_eyes       boolean not null,
  overlap         integer not null check (overlap between 1 and 10),
  revision        integer not null,
  check (overlap = 1 or review = 'BEFORE_SENDING')
);
create table project_structure (
  project_id    uuid not null references project (id) on delete cascade,
  position      integer not null,
  structure_id  varchar(64) not null,
  colour        varchar(7) not null check (colour ~ '^#[0-9a-f]{6}$'),
  primary key (project_id, position),
  unique (project_id, structure_id)
);

-- A result may wait for its review, or be one that is never sent because it was not accepted.
alter table stored_result drop constraint stored_result_state_check;
alter table stored_result add constraint stored_result_state_check
  check (state in ('PENDING', 'STORED', 'VERIFIED', 'REJECTED', 'AWAITING_REVIEW', 'WITHHELD'));

-- The review of a result in a project. A result without a row is not asked about.
create table review (
  id              uuid primary key,
  project_id      uuid not null references project (id) on delete cascade,
  result_id       uuid not null unique references stored_result (id),
  session_id      uuid not null references annotation_session (id),
  study_uid       varchar(64) not null,
  annotator_id    uuid,
  annotator_name  varchar(120) not null,
  sent_before     boolean not null,
  round           integer not null check (round >= 1),
  state           varchar(12) not null check (state in ('AWAITED', 'ACCEPTED', 'RETURNED', 'SUPERSEDED')),
  reviewer_id     uuid,
  reviewer_name   varchar(120) not null default '',
  comment         varchar(2000) not null default '',
  place_segment   integer,
  place_k         integer,
  place_x         double precision,
  place_y         double precision,
  place_z         double precision,
  successor_id    uuid references stored_result (id),
  final           boolean not null default false,
  created_at      timestamptz not null,
  decided_at      timestamptz,
  compared_at     timestamptz
);
create index review_created on review (created_at desc, id desc);
create index review_state on review (state, created_at desc, id desc);
create index review_project on review (project_id, created_at desc, id desc);
create index review_session on review (session_id, created_at desc);
create index review_annotator on review (annotator_name, created_at desc, id desc);
-- One copy of a study is the project's last word.
create unique index review_final on review (project_id, study_uid) where final;

-- How far two masks of one structure are apart: of two people, or of the network and the person.
create table review_agreement (
  review_id      uuid not null references review (id) on delete cascade,
  other_id       uuid references review (id) on delete cascade,
  structure_id   varchar(64) not null,
  dice           double precision,
  hausdorff_95   double precision,
  mean_distance  double precision,
  volume         double precision not null,
  other_volume   double precision not null,
  created_at     timestamptz not null,
  unique nulls not distinct (review_id, other_id, structure_id)
);
create index review_agreement_other on review_agreement (other_id) where other_id is not null;
create index review_compared on review (created_at) where compared_at is null;
