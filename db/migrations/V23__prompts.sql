-- The clicks that a box, a scribble or a lasso stands for are one step of undo: the number of the first of them.
alter table click add column prompt bigint;
