#include "sim/scenario/shape.hpp"

namespace portsim::shapes {

Shape any_text() {
  return {TextShape{}};
}
Shape boolean() {
  return {BooleanShape{}};
}
Shape duration() {
  return {PatternShape{duration_pattern()}};
}
Shape positive_duration() {
  return {PatternShape{positive_duration_pattern()}};
}
Shape rate() {
  return {PatternShape{rate_pattern()}};
}
Shape percentage() {
  return {PatternShape{percentage_pattern()}};
}
Shape ipv4_address() {
  return {PatternShape{ipv4_pattern()}};
}
Shape port_range() {
  return {PatternShape{port_range_pattern()}};
}

Shape ports_or_one() {
  return {EitherShape{{port(), {PatternShape{ports_pattern()}}}}};
}
Shape ports() {
  return set_of<ports_or_one>();
}

}  // namespace portsim::shapes
