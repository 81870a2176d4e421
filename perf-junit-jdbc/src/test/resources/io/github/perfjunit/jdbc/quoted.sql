create table "Order" ("Id" int not null primary key);
