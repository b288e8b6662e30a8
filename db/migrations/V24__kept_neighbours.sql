-- Whether what a segment marks leaves the voxels of all other segments of its session to them.
alter table segment add column keeps_others boolean not null default false;
