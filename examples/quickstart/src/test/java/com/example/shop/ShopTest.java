// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShopTest {

    private static Shop shop;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void startShop() throws IOException {
        shop = Shop.start(0);
    }

    @AfterAll
    static void stopShop() {
        shop.close();
    }

    @Test
    void product_is_found() throws Exception {
        HttpResponse<String> answer = get("/products/7");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"id\":7,\"name\":\"Plate white 7\",\"price\":5.49}");
    }

    @Test
    void unknown_product_is_not_found() throws Exception {
        assertThat(get("/products/101").statusCode()).isEqualTo(404);
        assertThat(get("/products/x").statusCode()).isEqualTo(404);
    }

    @Test
    void search_finds_part_of_a_name() throws Exception {
        assertThat(get("/search?q=plate+WHITE+7").body()).isEqualTo("[{\"id\":7,\"name\":\"Plate white 7\",\"price\":5.49}]");
        assertThat(get("/search?q=nothing").body()).isEqualTo("[]");
        assertThat(get("/search").statusCode()).isEqualTo(400);
    }

    @Test
    void order_is_created() throws Exception {
        HttpResponse<String> answer = post("/orders", "{\"productId\": 7, \"quantity\": 2}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(post("/orders", "{\"quantity\":2,\"productId\":7}").statusCode())
                .isEqualTo(201);
        assertThat(answer.body()).matches("\\{\"id\":\\d+}");
    }

    @Test
    void wrong_order_is_refused() throws Exception {
        assertThat(post("/orders", "{}").statusCode()).isEqualTo(400);
        assertThat(post("/orders", "{\"productId\":700,\"quantity\":1}").statusCode())
                .isEqualTo(422);
        assertThat(get("/orders").statusCode()).isEqualTo(405);
    }

    @Test
    void shop_is_up() throws Exception {
        assertThat(get("/health").body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(get("/healthy").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(shop.url() + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(shop.url() + path))
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }
}
