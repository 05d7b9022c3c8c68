"""The learned judge that ships: a probe over the policy's own trunk. torch lives here, so import it only where asked.

reading     a question and an attempt as the ids that the trunk reads
features    what the trunk has to say at each of them
probe       the judge: features -> P(right), token by token
storage     the file that ships, and the trunk that it belongs to
"""

from verifier.judge.probe import ProbeJudge
from verifier.judge.storage import SHIPPED_JUDGE, JudgeCard, JudgeFileError, load_judge, save_judge, shipped_for

__all__ = ["JudgeCard", "JudgeFileError", "ProbeJudge", "SHIPPED_JUDGE", "load_judge", "save_judge", "shipped_for"]
