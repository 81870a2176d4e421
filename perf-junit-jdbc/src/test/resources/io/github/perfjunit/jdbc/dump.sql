-- as pg_dump writes it
set standard_conforming_strings = on;
select pg_catalog.set_config('search_path', '', false);
drop table if exists public.dumped;
create table public.dumped (id integer);
copy public.dumped (id) from stdin;
1
2
\.
