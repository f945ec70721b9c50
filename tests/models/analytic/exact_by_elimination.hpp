// The law in balance of a dense chain by elimination without subtractions, so that every probability keeps
// its digits however small (W. Grassmann, M. Taksar and D. Heyman, OR 1985): the reference for the sparse
// solver.
#pragma once

#include "models/analytic/markov_chain.hpp"

namespace portsim {

ChainLaw stationary_by_elimination(const MarkovChain&);  // cubic in the number of states

}  // namespace portsim
