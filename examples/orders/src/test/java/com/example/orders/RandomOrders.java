// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import com.example.orders.NewOrder.Item;
import io.github.perfjunit.load.VirtualUser;
import java.util.List;
import java.util.Random;

/** Orders of virtual users, the same in every run. */
final class RandomOrders {

    private RandomOrders() {}

    /** Up to three of the 1,000 products, for a customer whom nobody lists: the lists would grow during a load. */
    static NewOrder of(VirtualUser user) {
        Random random = user.random();
        List<Item> items = random.longs(3, 1, 1001)
                .distinct()
                .mapToObj(id -> new Item(id, 1 + random.nextInt(3)))
                .toList();
        return new NewOrder("buyer-" + user.id(), items);
    }
}
