"""Charts: a frame of claims in, a plotly figure out. Nothing here knows Streamlit, the store or the address bar.

Position is the value, shape the status, colour the speaker or the direction, a whisker what the words allow. Each dot
carries its claim's id in `customdata[0]`, so that a click can open the sentence.
"""
