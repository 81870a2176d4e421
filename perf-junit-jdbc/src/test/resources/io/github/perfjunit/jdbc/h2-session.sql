create table setting (id int);
insert into setting values (1);
set lock_timeout 1;
set @tenant = 7;
create schema other;
set schema other;
