-- What happened in a session, numbered without gaps, so that a listener knows what it missed.
alter table annotation_session add column last_event bigint not null default 0;
create table session_event (
  session_id    uuid not null references annotation_session (id),
  number        bigint not null,
  type          varchar(16) not null,
  detail        varchar(120) not null,
  created_at    timestamptz not null,
  primary key (session_id, number)
);
create index session_event_created on session_event (created_at);

-- Of a request with an Idempotency-Key only what is needed to answer it again is kept. Keys of before have no comparable hash:
-- such a request counts as one whose answer was lost.
alter table idempotent_answer add column outcome text;
alter table idempotent_answer drop column click_id;
alter table idempotent_answer drop column body;
update idempotent_answer set body_hash = '';

create index idempotent_answer_created on idempotent_answer (created_at);

-- The clicks behind a mask by their hash: their list grew with each click.
update mask_revision set live_clicks = encode(sha256(convert_to(live_clicks, 'UTF8')), 'hex') where live_clicks <> '';
alter table mask_revision alter column live_clicks type varchar(64);
create index mask_revision_clicks on mask_revision (segment_id, live_clicks);
