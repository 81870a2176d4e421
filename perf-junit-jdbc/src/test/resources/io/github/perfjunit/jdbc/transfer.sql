-- moves an amount between two accounts
\set from random(1, 5)
\set to random(6, 10)
\set amount 1
BEGIN;
UPDATE account SET balance = balance - :amount WHERE id = :from;
UPDATE account SET balance = balance + :amount
  WHERE id = :to;
END;
