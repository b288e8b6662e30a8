-- Changes of a segment's whole mask (cleared, put, edited) can be undone: what they took away is marked, never erased.
create table mask_change (
  id            bigint generated always as identity primary key,
  segment_id    bigint not null references segment (id),
  last_click    bigint not null,
  start_id      bigint references start_mask (id),
  created_at    timestamptz not null,
  undone_at     timestamptz,
  redoable      boolean not null default false
);
create index mask_change_segment on mask_change (segment_id, id);

alter table click add column cleared_by bigint references mask_change (id);
create index click_cleared_by on click (cleared_by) where cleared_by is not null;

alter table start_mask add column undone_at timestamptz;
