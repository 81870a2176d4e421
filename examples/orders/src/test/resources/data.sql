-- 1,000 products; 100 customers with 20 orders each, of 3 lines. The same rows every time.
insert into product (id, name, price, stock)
select i, 'Product ' || i, 1.99 + i % 50, 1000000
from generate_series(1, 1000) i
on conflict do nothing;
alter table product alter column id restart with 1001;

insert into orders (id, customer, created_at)
select i, 'customer-' || i % 100, timestamptz '2026-01-01 00:00Z' + i * interval '1 minute'
from generate_series(1, 2000) i
on conflict do nothing;

insert into order_line (id, order_id, product_id, quantity, price)
select i, 1 + (i - 1) / 3, product, 1 + i % 5, 1.99 + product % 50
from (select i, 1 + i * 7919 % 1000 as product from generate_series(1, 6000) i) line
on conflict do nothing;

select setval('orders_seq', 2001), setval('order_line_seq', 6001);
analyze;
