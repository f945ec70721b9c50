#include "sim/report/html_text.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("Text has no character that a browser takes for markup", "[report][html]") {
  CHECK(html_text("<img src=x onerror=\"alert(1)\">&amp;'") ==
        "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;amp;&#39;");
  CHECK(html_text("plain, 46.7 % – and\nmore") == "plain, 46.7 % – and\nmore");
}

TEST_CASE("In a browser too a number and its unit stay on one line", "[report][html]") {
  CHECK(html_words("49.1 % of 50 connects, after 141.7 s (3 ms) at 20 min") ==
        "49.1&nbsp;% of 50 connects, after 141.7&nbsp;s (3&nbsp;ms) at 20&nbsp;min");
  CHECK(html_words("2 servers < 3 minutes, item s") == "2 servers &lt; 3 minutes, item s");
  CHECK(html_words(" %") == " %");
}

TEST_CASE("Only addresses of the web are links", "[report][html]") {
  CHECK(html_link("https://example.org/?a=1&b=2", "RFC <1>") ==
        "<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener noreferrer\">RFC &lt;1&gt;</a>");
  CHECK(html_link("http://example.org/\" onclick=\"x", "a") ==
        "<a href=\"http://example.org/&quot; onclick=&quot;x\" rel=\"noopener noreferrer\">a</a>");
  for (const char* address :
       {"", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " https://a"}) {
    CAPTURE(address);
    CHECK(html_link(address, "a") == "a");
  }
}

TEST_CASE("JSON cannot end the script that it stands in, and stays the same JSON", "[report][html]") {
  const Json json{{"name", "</script><!--&\xe2\x80\xa8\xe2\x80\xa9\xc3\xa9"}, {"n", 1.5}};
  const std::string text = html_json(json);
  CHECK(text == "{\"name\":\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\u2029\\u00e9\",\"n\":1.5}");
  CHECK(Json::parse(text) == json);
}

TEST_CASE("Numbers of a chart have five digits", "[report][html]") {
  CHECK(short_number(1.0 / 3) == 0.33333);
  CHECK(short_number(1234567) == 1234600);
  CHECK(short_number(-0.000123456) == -0.00012346);
  CHECK(short_number(0) == 0);
}
