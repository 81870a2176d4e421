create table sale (
  id int not null primary key,
  customer int not null,
  code varchar(36) not null,
  price decimal(10, 2) not null,
  sold date not null,
  shipped timestamp not null,
  weekday varchar(9) not null,
  note varchar(40)
);
create index sale_customer on sale (customer);
create table fixed (amount int);
insert into fixed values (:scale); -- in all of them
