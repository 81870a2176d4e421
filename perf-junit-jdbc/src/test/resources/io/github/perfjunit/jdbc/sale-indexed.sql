drop table if exists sale;
create table sale (id int primary key, customer int not null);
create index sale_customer on sale (customer);
