-- a shop; of :scale * 3 products
drop table if exists orders, products;
create table products (id int primary key, name text not null);
insert into products select i, 'p;' || i from generate_series(1, 3 * :scale) i;
create table orders (id int primary key, product int references products, note text);
copy orders (id, product, note) from 'orders.csv' (format csv, header);
copy products (id, name) from stdin;
1001	tab\tin
1002	\N.
\.
create function f() returns int language sql as $$ select 1; $$;
