-- What clients keep with an image, JSON; also where scores of its labels are written.
create table client_image_info (
  image          varchar(200) primary key,
  info           text not null
);
