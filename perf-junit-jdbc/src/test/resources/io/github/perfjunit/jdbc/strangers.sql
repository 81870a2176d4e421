create table if not exists mine (id int);
insert into mine values (1);
truncate table mine;
drop table if exists not_there;
drop type if exists not_there;
insert into a values (2); -- drop table b
select 'drop table b';
truncate a;
delete from only b where id = 1;
update c set id = 2;
alter table d drop column id;
drop /* now */ table if exists "E f" cascade;
drop schema if exists s cascade;
drop view v;
drop function if exists f();
do $$ begin execute 'drop table b'; end $$;
alter system set work_mem = '5MB';
