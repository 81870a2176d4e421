// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What servers set and what is sent back, by RFC 6265; 6265bis is told where browsers go beyond it. */
final class CookieCases {

    /** One case: steps of {@code URL <- Set-Cookie} and {@code URL -> Cookie}, in which "none" is no field. */
    record Case(String name, List<Step> steps) {

        @Override
        public String toString() {
            return name;
        }

        private Case and(boolean isSent, String url, String field) {
            List<Step> more = new ArrayList<>(steps);
            more.add(new Step(isSent, url, field));
            return new Case(name, more);
        }

        /** An answer of this URL sets a cookie. */
        Case sets(String url, String field) {
            return and(false, url, field);
        }

        /** The answer of http://shop.test/a/b sets a cookie. */
        Case sets(String field) {
            return sets(DEFAULT, field);
        }

        /** A request to this URL gets this field, "none" for no field. */
        Case sends(String url, String field) {
            return and(true, url, field);
        }

        /** A request to http://shop.test/a/b gets this field. */
        Case sends(String field) {
            return sends(DEFAULT, field);
        }
    }

    record Step(boolean isSent, String url, String field) {}

    private static final String DEFAULT = "http://shop.test/a/b";
    private static final String PAST = "Expires=Fri, 31 Dec 2021 23:59:59 GMT";
    private static final String FUTURE = "Expires=Fri, 01 Jan 2100 00:00:01 GMT";

    private CookieCases() {}

    static Stream<Case> all() {
        return Stream.of(pairs(), ends(), domains(), paths(), secure(), store(), order(), limits())
                .flatMap(cases -> cases);
    }

    private static Case of(String name) {
        return new Case(name, List.of());
    }

    /** A cookie of the default URL, and what becomes of it there. */
    private static Case of(String name, String field, String sent) {
        return of(name).sets(field).sends(sent);
    }

    private static Stream<Case> pairs() {
        return Stream.of(
                of("plain", "a=1", "a=1"),
                of("no version for a Max-Age", "sid=abc; Max-Age=60", "sid=abc"),
                of("blanks around name and value", " \ta \t=\t 1 \t; Path=/", "a=1"),
                of("blanks within the value", "a=1  2\t3", "a=1  2\t3"),
                of("quotes belong to the value", "a=\"1 2\"; Path=/", "a=\"1 2\""),
                of("one quote", "a=\"1", "a=\"1"),
                of("a semicolon ends also what is quoted", "a=\"1;2\"", "a=\"1"),
                of("commas belong to the value", "a=1,2, b=3", "a=1,2, b=3"),
                of("equals signs belong to the value", "a=b=c==", "a=b=c=="),
                of("base64 and percent", "a=YWJj+/%20==", "a=YWJj+/%20=="),
                of("braces and colons", "a={\"b\":[1]}", "a={\"b\":[1]}"),
                of("empty value", "a=", "a="),
                of("empty value with attributes", "a=; Path=/", "a="),
                of("bytes above ASCII stay", "a=\u00e4\u0080\u00ff", "a=\u00e4\u0080\u00ff"),
                of("names keep their case", "Sid=1", "Sid=1"),
                of("names that differ in case are two").sets("a=1").sets("A=2").sends("a=1; A=2"),
                of("names with odd characters", "a[b]@c/d=1", "a[b]@c/d=1"),
                of("names with blanks", "a b=1", "a b=1"),
                of("names with a dollar", "$Version=1", "$Version=1"),
                of("names of attributes", "Path=/x", "Path=/x"),
                of("no name", "=1", "none"),
                of("no name but blanks", " \t=1", "none"),
                of("no equals sign", "a", "none"),
                of("no equals sign before the attributes", "a; Path=/; b=1", "none"),
                of("nothing", "", "none"),
                of("an equals sign alone", "=", "none"),
                of("attributes alone", "; a=1", "none"),
                of("unknown attributes", "a=1; Foo=bar; Baz; =; ;; Version=1; SameSite=None", "a=1"),
                of("HttpOnly", "a=1; HttpOnly", "a=1"),
                of("SameSite is not looked at", "a=1; SameSite=Strict", "a=1"),
                of("no blank after semicolons", "a=1;Path=/;HttpOnly;Max-Age=9", "a=1"),
                of("NUL (6265bis)", "a=1\0", "none"),
                of("a control character in the name (6265bis)", "a\u0001=1", "none"),
                of("a carriage return (6265bis)", "a=1\r2", "none"),
                of("DEL in an attribute (6265bis)", "a=1; x\u007f", "none"));
    }

    private static Stream<Case> ends() {
        return Stream.of(
                of("Expires to come", "a=1; " + FUTURE, "a=1"),
                of("Expires gone by", "a=1; " + PAST, "none"),
                of("Expires in quotes", "a=1; Expires=\"Fri, 31 Dec 2021 23:59:59 GMT\"", "none"),
                of("Expires with hyphens", "a=1; Expires=Fri, 31-Dec-2021 23:59:59 GMT", "none"),
                of("Expires with a year of two digits", "a=1; Expires=Friday, 31-Dec-21 23:59:59 GMT", "none"),
                of("Expires as asctime", "a=1; Expires=Fri Dec 31 23:59:59 2021", "none"),
                of("Expires that is no date", "a=1; Expires=yesterday", "a=1"),
                of("Expires of zero", "a=1; Expires=0", "a=1"),
                of("Expires without value", "a=1; Expires", "a=1"),
                of("Expires of 9999", "a=1; Expires=Fri, 31 Dec 9999 23:59:59 GMT", "a=1"),
                of("the last date holds", "a=1; " + PAST + "; " + FUTURE, "a=1"),
                of("the last one that is a date holds", "a=1; " + PAST + "; Expires=never", "none"),
                of("Max-Age to come", "a=1; Max-Age=1", "a=1"),
                of("Max-Age of zero", "a=1; Max-Age=0", "none"),
                of("Max-Age below zero", "a=1; Max-Age=-1", "none"),
                of("Max-Age far below zero", "a=1; Max-Age=-99999999999999999999999", "none"),
                of("Max-Age without end", "a=1; Max-Age=99999999999999999999999", "a=1"),
                of("Max-Age of the largest long", "a=1; Max-Age=9223372036854775807", "a=1"),
                of("Max-Age beyond the largest date", "a=1; Max-Age=9223372036854775", "a=1"),
                of("Max-Age of letters", "a=1; Max-Age=soon", "a=1"),
                of("Max-Age with a fraction", "a=1; Max-Age=0.5", "a=1"),
                of("Max-Age in quotes", "a=1; Max-Age=\"0\"", "a=1"),
                of("Max-Age with a plus", "a=1; Max-Age=+0", "a=1"),
                of("Max-Age of a hyphen", "a=1; Max-Age=-", "a=1"),
                of("Max-Age of two hyphens", "a=1; Max-Age=--1", "a=1"),
                of("Max-Age without value", "a=1; Max-Age=", "a=1"),
                of("Max-Age with leading zeros", "a=1; Max-Age=000", "none"),
                of("names of attributes in any case", "a=1; mAX-aGE=0", "none"),
                of("blanks around attributes", "a=1 ; \tMax-Age \t=\t 0 ", "none"),
                of("Max-Age goes before Expires", "a=1; Max-Age=60; " + PAST, "a=1"),
                of("Max-Age goes before an Expires before it", "a=1; " + PAST + "; Max-Age=60", "a=1"),
                of("Max-Age of zero goes before Expires", "a=1; Max-Age=0; " + FUTURE, "none"),
                of("a Max-Age that is none does not", "a=1; " + PAST + "; Max-Age=x", "none"),
                of("the last Max-Age holds", "a=1; Max-Age=0; Max-Age=60", "a=1"),
                of("deleted by Max-Age").sets("a=1").sets("a=; Max-Age=0").sends("none"),
                of("deleted by a date").sets("a=1").sets("a=gone; " + PAST).sends("none"),
                of("not deleted with another path")
                        .sets("a=1")
                        .sets("a=; Max-Age=0; Path=/")
                        .sends("a=1"),
                of("not deleted with another name")
                        .sets("a=1")
                        .sets("A=; Max-Age=0")
                        .sends("a=1"));
    }

    private static Stream<Case> domains() {
        return Stream.of(
                of("none: this host alone")
                        .sets("a=1; Path=/")
                        .sends("http://shop.test/", "a=1")
                        .sends("http://www.shop.test/", "none")
                        .sends("http://test/", "none")
                        .sends("http://other.test/", "none"),
                of("its own: names below too")
                        .sets("a=1; Path=/; Domain=shop.test")
                        .sends("http://shop.test/", "a=1")
                        .sends("http://a.b.shop.test/", "a=1")
                        .sends("http://bigshop.test/", "none"),
                of("with a dot before it")
                        .sets("a=1; Path=/; Domain=.shop.test")
                        .sends("http://www.shop.test/", "a=1"),
                of("with two dots", "a=1; Domain=..shop.test", "none"),
                of("in upper case").sets("a=1; Path=/; Domain=SHOP.Test").sends("http://WWW.shop.test/", "a=1"),
                of("that above it")
                        .sets("http://www.shop.test/", "a=1; Domain=shop.test")
                        .sends("http://shop.test/", "a=1")
                        .sends("http://api.shop.test/", "a=1"),
                of("one below it", "a=1; Domain=www.shop.test", "none"),
                of("a foreign one", "a=1; Domain=evil.test", "none"),
                of("one that ends alike", "a=1; Domain=op.test", "none"),
                of("any port").sets("http://shop.test:8080/", "a=1").sends("http://shop.test:9090/", "a=1"),
                of("a top-level domain", "a=1; Domain=test", "none"),
                of("com").sets("http://www.example.com/", "a=1; Domain=com").sends("http://www.example.com/", "none"),
                of("co.uk")
                        .sets("http://shop.co.uk/", "a=1; Domain=co.uk")
                        .sends("http://shop.co.uk/", "none")
                        .sends("http://bank.co.uk/", "none"),
                of("co.uk with a dot")
                        .sets("http://shop.co.uk/", "a=1; Domain=.co.uk")
                        .sends("http://shop.co.uk/", "none"),
                of("a name below co.uk")
                        .sets("http://www.shop.co.uk/", "a=1; Domain=shop.co.uk")
                        .sends("http://shop.co.uk/", "a=1"),
                of("github.io")
                        .sets("http://me.github.io/", "a=1; Domain=github.io")
                        .sends("http://me.github.io/", "none"),
                of("a public suffix that is the host itself")
                        .sets("http://github.io/", "a=1; Domain=github.io")
                        .sends("http://github.io/", "a=1")
                        .sends("http://me.github.io/", "none"),
                of("empty", "a=1; Domain=", "a=1"),
                of("without value", "a=1; Domain", "a=1"),
                of("empty is as if it were not there")
                        .sets("a=1; Path=/; Domain=shop.test; Domain=")
                        .sends("http://www.shop.test/", "a=1"),
                of("a dot alone: this host alone")
                        .sets("a=1; Path=/; Domain=.")
                        .sends("http://shop.test/", "a=1")
                        .sends("http://www.shop.test/", "none"),
                of("the last one holds")
                        .sets("a=1; Path=/; Domain=evil.test; Domain=shop.test")
                        .sends("http://www.shop.test/", "a=1"),
                of("a dot after it", "a=1; Domain=shop.test.", "none"),
                of("a host with a dot after it is another one")
                        .sets("http://shop.test./", "a=1")
                        .sends("http://shop.test./", "a=1")
                        .sends("http://shop.test/", "none"),
                of("localhost")
                        .sets("http://localhost/", "a=1; Domain=localhost")
                        .sends("http://localhost/", "a=1")
                        .sends("http://a.localhost/", "none"),
                of("localhost for a name below")
                        .sets("http://a.localhost/", "a=1; Domain=localhost")
                        .sends("http://a.localhost/", "none"),
                of("a name below localhost")
                        .sets("http://x.a.localhost/", "a=1; Domain=a.localhost")
                        .sends("http://a.localhost/", "a=1"),
                of("a host of one label")
                        .sets("http://my_service/", "a=1; Domain=my_service")
                        .sends("http://my_service/", "a=1"),
                of("an address")
                        .sets("http://127.0.0.1/", "a=1; Domain=127.0.0.1")
                        .sends("http://127.0.0.1/", "a=1")
                        .sends("http://x.127.0.0.1/", "none"),
                of("an address with a dot before it")
                        .sets("http://127.0.0.1/", "a=1; Domain=.127.0.0.1")
                        .sends("http://127.0.0.1/", "a=1"),
                of("a part of an address")
                        .sets("http://127.0.0.1/", "a=1; Domain=0.0.1")
                        .sends("http://127.0.0.1/", "none")
                        .sends("http://10.0.0.1/", "none"),
                of("the last number of an address")
                        .sets("http://127.0.0.1/", "a=1; Domain=1")
                        .sends("http://127.0.0.1/", "none"),
                of("an address of IPv6")
                        .sets("http://[::1]/", "a=1; Domain=[::1]")
                        .sends("http://[::1]/", "a=1")
                        .sends("http://[::2]/", "none"),
                of("other schemes alike").sets("https://shop.test/a/b", "a=1").sends("a=1"));
    }

    private static Stream<Case> paths() {
        return Stream.of(
                of("none: the directory")
                        .sets("a=1")
                        .sends("http://shop.test/a", "a=1")
                        .sends("http://shop.test/a/", "a=1")
                        .sends("http://shop.test/a/c/d", "a=1")
                        .sends("http://shop.test/", "none")
                        .sends("http://shop.test/ab", "none"),
                of("none, of a directory")
                        .sets("http://shop.test/a/b/", "a=1")
                        .sends("http://shop.test/a/b/c", "a=1")
                        .sends("http://shop.test/a/bc", "none"),
                of("none, of the root").sets("http://shop.test/", "a=1").sends("http://shop.test/x/y", "a=1"),
                of("none, of a file in the root")
                        .sets("http://shop.test/login", "a=1")
                        .sends("http://shop.test/x/y", "a=1"),
                of("none: slashes of the query do not count")
                        .sets("http://shop.test/a?x=/b/c/", "a=1")
                        .sends("http://shop.test/z", "a=1"),
                of("/", "a=1; Path=/", "a=1"),
                of("the same", "a=1; Path=/a/b", "a=1"),
                of("the same with a query").sets("a=1; Path=/a/b").sends("http://shop.test/a/b?c", "a=1"),
                of("below")
                        .sets("a=1; Path=/a")
                        .sends("http://shop.test/a/b/c", "a=1")
                        .sends("http://shop.test/ab", "none")
                        .sends("http://shop.test/A", "none")
                        .sends("http://shop.test/b/a", "none"),
                of("with a slash at its end")
                        .sets("a=1; Path=/a/")
                        .sends("http://shop.test/a/b", "a=1")
                        .sends("http://shop.test/a/", "a=1")
                        .sends("http://shop.test/a", "none"),
                of("one elsewhere may be set")
                        .sets("a=1; Path=/other")
                        .sends("none")
                        .sends("http://shop.test/other/x", "a=1"),
                of("without a slash at its beginning: the default")
                        .sets("a=1; Path=x/y")
                        .sends("a=1")
                        .sends("http://shop.test/x/y", "none"),
                of("empty: the default").sets("a=1; Path=").sends("a=1").sends("http://shop.test/", "none"),
                of("without value: the default").sets("a=1; Path").sends("http://shop.test/", "none"),
                of("in quotes: the default").sets("a=1; Path=\"/\"").sends("http://shop.test/", "none"),
                of("a URL: the default").sets("a=1; Path=http://shop.test/").sends("http://shop.test/", "none"),
                of("the last one holds").sets("a=1; Path=/x; Path=/").sends("http://shop.test/z", "a=1"),
                of("also if it is the default").sets("a=1; Path=/; Path=").sends("http://shop.test/z", "none"),
                of("with blanks and signs", "a=1; Path=/a;b", "a=1"),
                of("is not decoded").sets("a=1; Path=/%61").sends("none"));
    }

    private static Stream<Case> secure() {
        String https = "https://shop.test/a/b";
        return Stream.of(
                of("for https alone")
                        .sets(https, "a=1; Secure")
                        .sends(https, "a=1")
                        .sends("none"),
                of("in any case and with a value")
                        .sets(https, "a=1; sECURE=false")
                        .sends("none"),
                of("loopback is no exception")
                        .sets("http://localhost/", "a=1; Secure")
                        .sends("http://localhost/", "none"),
                of("not to be set by http (6265bis)").sets("a=1; Secure").sends(https, "none"),
                of("not to be replaced by http (6265bis)")
                        .sets(https, "a=1; Secure")
                        .sets("a=2")
                        .sends("none")
                        .sends(https, "a=1"),
                of("not to be deleted by http (6265bis)")
                        .sets(https, "a=1; Secure")
                        .sets("a=; Max-Age=0")
                        .sends(https, "a=1"),
                of("not to be hidden by one of http below it (6265bis)")
                        .sets(https, "a=1; Secure; Path=/")
                        .sets("a=2; Domain=shop.test")
                        .sends(https, "a=1"),
                of("one of another path may be set by http")
                        .sets(https, "a=1; Secure; Path=/a")
                        .sets("a=2; Path=/")
                        .sends("a=2"),
                of("__Secure- of https").sets(https, "__Secure-a=1; Secure").sends(https, "__Secure-a=1"),
                of("__Secure- without Secure (6265bis)")
                        .sets(https, "__Secure-a=1")
                        .sends(https, "none"),
                of("__Secure- of http (6265bis)").sets("__Secure-a=1; Secure").sends(https, "none"),
                of("__secure- in any case (6265bis)")
                        .sets(https, "__secure-a=1")
                        .sends(https, "none"),
                of("__Host- of https").sets(https, "__Host-a=1; Secure; Path=/").sends(https, "__Host-a=1"),
                of("__Host- without Secure (6265bis)")
                        .sets(https, "__Host-a=1; Path=/")
                        .sends(https, "none"),
                of("__Host- without Path (6265bis)")
                        .sets(https, "__Host-a=1; Secure")
                        .sends(https, "none"),
                of("__Host- with another Path (6265bis)")
                        .sets(https, "__Host-a=1; Secure; Path=/a")
                        .sends(https, "none"),
                of("__Host- with Domain (6265bis)")
                        .sets(https, "__Host-a=1; Secure; Path=/; Domain=shop.test")
                        .sends(https, "none"),
                of("__Host- of http (6265bis)")
                        .sets("__Host-a=1; Secure; Path=/")
                        .sends(https, "none"));
    }

    private static Stream<Case> store() {
        return Stream.of(
                of("several fields").sets("a=1").sets("b=2").sets("c=3").sends("a=1; b=2; c=3"),
                of("a new value").sets("a=1").sets("a=2").sends("a=2"),
                of("a new value keeps its place")
                        .sets("a=1")
                        .sets("b=2")
                        .sets("a=3")
                        .sends("a=3; b=2"),
                of("deleted and set again is a new one")
                        .sets("a=1")
                        .sets("b=2")
                        .sets("a=; Max-Age=0")
                        .sets("a=3")
                        .sends("b=2; a=3"),
                of("one name with two paths")
                        .sets("a=1; Path=/")
                        .sets("a=2; Path=/a")
                        .sends("a=2; a=1"),
                of("one name with two domains")
                        .sets("http://www.shop.test/", "a=1")
                        .sets("http://www.shop.test/", "a=2; Domain=shop.test")
                        .sends("http://www.shop.test/", "a=1; a=2"),
                of("one name and one domain, host-only or not")
                        .sets("http://shop.test/", "a=1; Domain=shop.test")
                        .sets("http://shop.test/", "a=2")
                        .sends("http://shop.test/", "a=2")
                        .sends("http://www.shop.test/", "none"),
                of("a value that is refused changes nothing")
                        .sets("a=1")
                        .sets("a=2; Domain=evil.test")
                        .sends("a=1"));
    }

    private static Stream<Case> order() {
        return Stream.of(
                of("longer paths first")
                        .sets("a=1; Path=/")
                        .sets("b=2; Path=/a/b")
                        .sets("c=3; Path=/a")
                        .sends("b=2; c=3; a=1"),
                of("then the older one")
                        .sets("a=1; Path=/a")
                        .sets("b=2; Path=/")
                        .sets("c=3; Path=/a")
                        .sets("d=4; Path=/")
                        .sends("a=1; c=3; b=2; d=4"));
    }

    private static Stream<Case> limits() {
        String longest = "x".repeat(SetCookie.LONGEST - 1);
        String path = "/" + "p".repeat(SetCookie.LONGEST_ATTRIBUTE - 1);
        return Stream.of(
                of("4096 bytes of name and value", "a=" + longest, "a=" + longest),
                of("4097 bytes (6265bis)", "a=" + longest + "x", "none"),
                of("4097 bytes change nothing (6265bis)")
                        .sets("a=1")
                        .sets("a=" + longest + "x")
                        .sends("a=1"),
                of("1024 bytes of an attribute").sets("a=1; Path=" + path).sends("http://shop.test" + path, "a=1"),
                of("1025 bytes of an attribute (6265bis)", "a=1; Path=" + path + "x", "a=1"));
    }
}
