// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.Set;

/**
 * Domains under which anybody can register a name, so that no cookie may be set for all of them: {@code com},
 * {@code co.uk}, {@code github.io}.
 *
 * <p>A rule and a few names in place of the list of <a href="https://publicsuffix.org">publicsuffix.org</a>, which has
 * some 10,000 lines: a load has few hosts, and those of one owner.
 */
final class PublicSuffixes {

    // Common second levels below countries: com.au, co.uk, org.br.
    private static final Set<String> OF_COUNTRIES =
            Set.of("ac", "co", "com", "edu", "gob", "gouv", "gov", "mil", "net", "nom", "org", "sch");

    // Countries where every second level is a public suffix.
    private static final Set<String> WHOLE_COUNTRIES = Set.of("bd", "ck", "er", "fk", "jm", "kh", "mm", "np", "pg");

    private static final Set<String> OTHERS = Set.of(
            // other second levels of countries
            "ltd.uk",
            "plc.uk",
            "me.uk",
            "nhs.uk",
            "police.uk",
            "id.au",
            "asn.au",
            "ad.jp",
            "ed.jp",
            "go.jp",
            "gr.jp",
            "lg.jp",
            "ne.jp",
            "or.jp",
            "go.kr",
            "ne.kr",
            "or.kr",
            "pe.kr",
            "re.kr",
            "gen.nz",
            "geek.nz",
            "govt.nz",
            "iwi.nz",
            "kiwi.nz",
            "maori.nz",
            "school.nz",
            "law.za",
            "web.za",
            "firm.in",
            "gen.in",
            "ind.in",
            "nic.in",
            "res.in",
            "gv.at",
            "or.at",
            "asso.fr",
            "go.th",
            "in.th",
            "mi.th",
            "or.th",
            "biz.id",
            "go.id",
            "my.id",
            "or.id",
            "web.id",
            "idv.tw",
            "idv.hk",
            "gen.tr",
            "k12.tr",
            "web.tr",
            "adm.br",
            "adv.br",
            "art.br",
            "blog.br",
            "eco.br",
            "eng.br",
            "ind.br",
            "inf.br",
            "med.br",
            "k12.il",
            "muni.il",
            "go.ke",
            "ne.ke",
            "or.ke",
            "me.ke",
            // hosts of many owners
            "github.io",
            "gitlab.io",
            "herokuapp.com",
            "azurewebsites.net",
            "cloudapp.net",
            "cloudfront.net",
            "s3.amazonaws.com",
            "elasticbeanstalk.com",
            "appspot.com",
            "run.app",
            "web.app",
            "firebaseapp.com",
            "vercel.app",
            "netlify.app",
            "pages.dev",
            "workers.dev",
            "fly.dev",
            "onrender.com",
            "blogspot.com",
            "ngrok.io",
            "ngrok.app",
            "ngrok-free.app",
            "uk.com",
            "us.com",
            "eu.com",
            "de.com");

    private PublicSuffixes() {}

    /** Returns whether a domain, in lower case, is a public suffix; each single label is one. */
    static boolean contains(String domain) {
        int dot = domain.indexOf('.');
        if (dot < 0) {
            return true;
        }
        String parent = domain.substring(dot + 1);
        if (parent.length() == 2
                && (WHOLE_COUNTRIES.contains(parent) || isOfCountry(domain.substring(0, dot), parent))) {
            return true;
        }
        return OTHERS.contains(domain);
    }

    private static boolean isOfCountry(String label, String country) {
        return Character.isLetter(country.charAt(0))
                && Character.isLetter(country.charAt(1))
                && OF_COUNTRIES.contains(label);
    }
}
