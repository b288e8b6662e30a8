-- Segments can be named, deleted (their history stays), and start from a mask that no click made.

alter table segment
  add column label       varchar(64) not null default '',
  add column deleted_at  timestamptz;

-- Deflated bits of the box as in mask_revision; the latest of a segment counts.
create table start_mask (
  id            bigint generated always as identity primary key,
  segment_id    bigint not null references segment (id),
  box           varchar(80) not null,
  bits          bytea not null,
  created_at    timestamptz not null
);
create index start_mask_segment on start_mask (segment_id, id);
